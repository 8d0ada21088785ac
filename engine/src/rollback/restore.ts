import type { Row, Value } from '../values.ts';
import { sameValue } from '../verify/same.ts';
import { editsOf } from './edits.ts';
import { readBack } from './read-back.ts';
import { fieldsOf, type Done, type UndoScope } from './scope.ts';
import { sendUndoing } from './send.ts';

/** Puts changed records back as they were, but for the fields that others have changed since. */
export async function restore(
  scope: UndoScope,
  object: string,
  changed: readonly Done[],
  leave: (done: Done, why: string) => void,
): Promise<Done[]> {
  const fields = fieldsOf(scope.context, object);
  const current = await readBack(scope, object, changed, { sent: 'all' });
  const able: { done: Done; values: Row }[] = [];
  const restored: Done[] = [];
  for (const done of changed) {
    const now = current.get(done.id);
    const kept = scope.kept.get(object, done.id);
    // A record that the run made is left as it is, or is deleted.
    if (kept !== undefined && kept.fields === undefined) continue;
    if (now === undefined) {
      leave(done, 'it is no longer there');
      continue;
    }
    const theirs = new Set([...(kept?.fields ?? []), ...(editsOf(scope, object, done, now)?.fields ?? [])]);
    const edited: string[] = [];
    const values: Record<string, Value> = {};
    for (const [name, old] of Object.entries(done.sent.before ?? {})) {
      const field = fields.get(name);
      if (field === undefined || sameValue(field, old, now[name] ?? null)) continue;
      if (theirs.has(name)) edited.push(name);
      else if (field.updateable) values[name] = old;
    }
    if (edited.length > 0) leave(done, `${edited.join(', ')} was changed since`);
    if (Object.keys(values).length > 0) able.push({ done, values });
    else if (edited.length === 0) restored.push(done);
  }
  // One request holds a record once: the last request's change is taken back first.
  for (const turn of inTurns(able)) {
    const refused = await sendUndoing(
      scope.context,
      object,
      'update',
      turn.map(({ done, values }) => ({ key: done.id, id: done.id, values })),
    );
    for (const { done } of turn) {
      const error = refused.get(done.id);
      if (error === undefined) restored.push(done);
      else leave(done, `${error.code}: ${error.message}`);
    }
  }
  return restored;
}

function inTurns<T extends { readonly done: Done }>(items: readonly T[]): T[][] {
  const turns: T[][] = [];
  const count = new Map<string, number>();
  for (const item of items) {
    const n = count.get(item.done.id) ?? 0;
    count.set(item.done.id, n + 1);
    (turns[n] ??= []).push(item);
  }
  return turns;
}
