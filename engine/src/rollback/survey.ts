import type { Row } from '../values.ts';
import { sameValue } from '../verify/same.ts';
import { companionsOf, leftBehind } from './companions.ts';
import { editsOf } from './edits.ts';
import { whoPointsAt } from './pointers.ts';
import { readBack } from './read-back.ts';
import { fieldsOf, type Done, type Group, type UndoScope } from './scope.ts';
import { whatWasDone } from './what-was-done.ts';

/**
 * Before anything is undone: finds what others have changed since, and what must stay because of it. Undoing changes records
 * too (a parent whose children go), so afterwards this could no longer be told. Groups come in the order of undoing.
 */
export async function surveyEdits(scope: UndoScope, groups: Iterable<Group>): Promise<void> {
  const looked = new Map<string, Set<string>>();
  for (const group of groups) {
    const { made, changed } = await whatWasDone(scope.context, group);
    for (const { id, lost } of made) if (lost) scope.lost.add(`${group.object} ${id}`);
    await surveyChanged(scope, group.object, changed, looked);
    await surveyMade(scope, group.object, made);
  }
}

/** Of a record that was there before, each field that others have changed since is theirs; its last request tells. */
async function surveyChanged(
  scope: UndoScope,
  object: string,
  changed: readonly Done[],
  looked: Map<string, Set<string>>,
): Promise<void> {
  const fields = fieldsOf(scope.context, object);
  const current = await readBack(scope, object, changed);
  for (const done of changed) {
    const now = current.get(done.id);
    const edits = now && editsOf(scope, object, done, now);
    if (now === undefined || edits === undefined) continue;
    const seen = looked.get(`${object} ${done.id}`) ?? new Set();
    looked.set(`${object} ${done.id}`, seen);
    const { before = {} } = done.sent;
    const theirs = edits.fields.filter(
      (f) => f in before && !seen.has(f) && !sameValue(fields.get(f), before[f] ?? null, now[f] ?? null),
    );
    for (const f in before) seen.add(f);
    if (theirs.length > 0) scope.kept.add({ object, id: done.id, why: edits.why, fields: theirs });
  }
}

async function surveyMade(scope: UndoScope, object: string, made: readonly Done[]): Promise<void> {
  const companions = leftBehind(scope, object);
  const current = await readBack(scope, object, made, { also: companions.map((c) => c.field) });
  const there = made.filter((d) => current.has(d.id));
  const keep = (done: Done, why: string): void => scope.kept.add({ object, id: done.id, why });
  for (const done of there) {
    const edits = editsOf(scope, object, done, current.get(done.id) as Row);
    if (edits !== undefined) keep(done, edits.why);
  }
  for (const c of companions) {
    const pairs = companionsOf(c, there, current);
    const beside = pairs.map((p) => p.made);
    const now = await readBack(scope, c.object, beside);
    const pointed = await whoPointsAt(scope, c.object, beside, 'before');
    for (const { with: done, made: one } of pairs) {
      const row = now.get(one.id);
      const why = (row && editsOf(scope, c.object, one, row)?.why) ?? pointing(pointed.get(one.id));
      if (row !== undefined && why !== undefined) keep(done, `${c.object} ${one.id}, made with it: ${why}`);
    }
  }
  for (const [id, by] of await whoPointsAt(scope, object, there, 'before'))
    scope.kept.add({ object, id, why: pointing(by) as string });
}

export function pointing(by: string | undefined): string | undefined {
  return by === undefined ? undefined : `${by} still points at it`;
}
