import type { RecordError } from '../connectors/errors.ts';
import type { Row } from '../values.ts';
import { companionsOf, leftBehind } from './companions.ts';
import { editsOf } from './edits.ts';
import { whoPointsAt } from './pointers.ts';
import { readBack } from './read-back.ts';
import type { Done, UndoScope } from './scope.ts';
import { sendUndoing } from './send.ts';
import { pointing } from './survey.ts';

/** Deletes what a run made, and first what the platform made with it; leaves what others have changed or point at. */
export async function remove(
  scope: UndoScope,
  object: string,
  made: readonly Done[],
  leave: (done: Done, why: string) => void,
): Promise<{ ids: string[]; gone: string[] }> {
  const companions = leftBehind(scope, object);
  const current = await readBack(scope, object, made, { also: companions.map((c) => c.field) });
  const gone = made.filter((d) => !current.has(d.id)).map((d) => d.id);
  const free = await unhindered(
    scope,
    object,
    made.filter((d) => current.has(d.id)),
    current,
    leave,
  );
  const hindered = new Set<Done>();
  for (const c of companions) {
    const pairs = companionsOf(c, free, current);
    const { refused } = await deleted(
      scope,
      c.object,
      pairs.map((p) => p.made),
    );
    for (const { with: done, made: one } of pairs) {
      const error = refused.get(one.id);
      if (error === undefined) continue;
      hindered.add(done);
      leave(done, `${c.object} ${one.id}, made with it: ${error.code}: ${error.message}`);
    }
  }
  const last = free.filter((d) => !hindered.has(d));
  const { refused } = await deleted(scope, object, last);
  const ids: string[] = [];
  for (const done of last) {
    const error = refused.get(done.id);
    if (error === undefined) ids.push(done.id);
    else leave(done, `${error.code}: ${error.message}`);
  }
  return { ids, gone };
}

async function unhindered(
  scope: UndoScope,
  object: string,
  made: readonly Done[],
  current: ReadonlyMap<string, Row>,
  leave: (done: Done, why: string) => void,
): Promise<Done[]> {
  const unchanged = made.filter((done) => {
    const why =
      scope.kept.get(object, done.id)?.why ?? editsOf(scope, object, done, current.get(done.id) as Row)?.why;
    if (why !== undefined) leave(done, why);
    return why === undefined;
  });
  const pointed = await whoPointsAt(scope, object, unchanged, 'now');
  return unchanged.filter((done) => {
    const why = pointing(pointed.get(done.id));
    if (why !== undefined) leave(done, why);
    return why === undefined;
  });
}

/** A deletion whose answer was lost is refused when it is sent again: what is gone is not refused. */
async function deleted(
  scope: UndoScope,
  object: string,
  records: readonly Done[],
): Promise<{ refused: ReadonlyMap<string, RecordError> }> {
  if (records.length === 0) return { refused: new Map() };
  const ids = [...new Set(records.map((d) => d.id))];
  const refused = await sendUndoing(
    scope.context,
    object,
    'delete',
    ids.map((id) => ({ key: id, id, values: {} })),
  );
  const there = await readBack(
    scope,
    object,
    records.filter((d) => refused.has(d.id)),
  );
  return { refused: new Map([...refused].filter(([id]) => there.has(id))) };
}
