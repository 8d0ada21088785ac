import type { SentRecord } from '../journal/journal.ts';
import { readableText } from '../schema/readable-name.ts';
import { remove } from './remove.ts';
import { restore } from './restore.ts';
import type { Done, Group, UndoScope } from './scope.ts';
import type { LeftRecord, UndoneBatch } from './types.ts';
import { whatWasDone } from './what-was-done.ts';

export interface UndoneGroup {
  readonly outcome: UndoneBatch;
  readonly deletedIds: readonly string[];
  readonly restored: readonly SentRecord[];
}

/**
 * Undoes requests: what they made is deleted, what they changed is put back. A record that others have changed since, or
 * point at, is left. `again`: an earlier attempt may have done part of it.
 */
export async function undoGroup(scope: UndoScope, group: Group, again: boolean): Promise<UndoneGroup> {
  const { object } = group;
  const { destination } = scope.context.options;
  const schema = scope.context.schemas.get(object);
  const readable = readableText(schema ? [schema] : []);
  const left: LeftRecord[] = [];
  const leave = ({ sent, id }: Done, why: string): void => {
    const url = id === '' ? {} : { url: destination.recordUrl(object, id) };
    left.push({ object, id, at: sent.at, why: readable(why), ...url });
  };
  const { made, changed, unknown } = await whatWasDone(scope.context, group);
  for (const { done, why } of unknown) leave(done, why);
  const restored = await restore(scope, object, changed, leave);
  const removed = await remove(scope, object, made, leave);
  return {
    outcome: {
      deleted: removed.ids.length + (again ? removed.gone.length : 0),
      gone: again ? 0 : removed.gone.length,
      restored: restored.length,
      left,
    },
    deletedIds: [...removed.ids, ...removed.gone],
    restored: restored.map((d) => d.sent),
  };
}
