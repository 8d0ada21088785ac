import type { OpenLink, SettledLink } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { RunContext } from '../run/context.ts';
import type { Value } from '../values.ts';
import { conflictOf, fieldsOf, readNow } from './fields.ts';
import { threeWay } from './three-way.ts';

interface Linking {
  readonly link: OpenLink;
  readonly value: Value;
}

/**
 * References of the second pass, three ways: those in conflict are left waiting, so that the next delta tells of them again.
 * In any other run all are open.
 */
export async function compareLinks(
  context: RunContext,
  map: ObjectMap,
  field: string,
  linking: readonly Linking[],
): Promise<{ open: readonly Linking[]; settled: readonly SettledLink[] }> {
  if (context.delta === undefined || linking.length === 0) return { open: linking, settled: [] };
  const { journal, run } = context;
  const object = map.destinationObject;
  const ids = linking.map((l) => l.link.destinationId);
  const now = await readNow(context, object, ids, [field]);
  const sent = await journal.delta.sent(object, ids);
  const fields = fieldsOf(context, object);
  const open: Linking[] = [];
  const settled: SettledLink[] = [];
  for (const one of linking) {
    const { sourceId, element, at, destinationId: id } = one.link;
    const theirs = now.get(id);
    if (theirs === undefined) continue;
    const last = sent.get(id);
    const { write, conflicts, agreed } = threeWay(
      { ours: { [field]: one.value }, theirs, sent: last?.values ?? {} },
      {
        fields,
        updateable: (f) => fields.get(f)?.updateable === true,
        fillsOnly: false,
        anothers: (f) => last?.byAnother(f, map.id, sourceId) ?? false,
      },
    );
    if (field in write) open.push(one);
    else if (field in agreed) settled.push({ sourceId, element, field, state: 'linked' });
    await journal.delta.putConflicts(
      run,
      map.id,
      conflicts.map((c) => conflictOf(map, { sourceId, element, at, id }, c)),
    );
  }
  return { open, settled };
}
