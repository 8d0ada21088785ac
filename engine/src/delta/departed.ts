import type { Departed, RecordName, UnmetRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { RunContext } from '../run/context.ts';

const page = 1000;

/**
 * Loaded records of a map that this run has not met: the source has deleted them, or the mapping takes them no longer. Those
 * that the destination does not have either are forgotten: both sides agree.
 */
export async function* departedOf(
  context: RunContext,
  map: ObjectMap,
  whole: boolean,
): AsyncGenerator<readonly (Departed & { readonly record: UnmetRecord })[]> {
  const { journal, run, options } = context;
  let after: RecordName | undefined;
  for (;;) {
    const records = await journal.delta.unmet(run, map.id, map.sourceObject, after, page);
    const last = records.at(-1);
    if (last === undefined) return;
    after = last;
    const told = records.flatMap((record) => {
      const why = whyOf(map, record, whole);
      return why === undefined ? [] : [{ record, why }];
    });
    const ids = [...new Set(told.map((t) => t.record.destinationId))];
    if (ids.length === 0) continue;
    const there = new Set((await options.destination.read(map.destinationObject, ids, [])).map((r) => r.id));
    await journal.delta.forget(
      map.id,
      told.flatMap((t) => (there.has(t.record.destinationId) ? [] : [t.record])),
    );
    yield told
      .filter((t) => there.has(t.record.destinationId))
      .map(({ record, why }) => ({
        sourceId: record.sourceId,
        element: record.element,
        at: record.at,
        object: map.destinationObject,
        id: record.destinationId,
        why,
        outcome: 'listed' as const,
        record,
      }));
  }
}

/** `undefined`: the source was not asked for it, so it has not changed. */
function whyOf(map: ObjectMap, { source, element }: UnmetRecord, whole: boolean): string | undefined {
  if (source === 'gone' || (source === 'unseen' && whole)) return 'deleted in the source';
  if (source === 'unseen') return undefined;
  if (element !== '') return 'no longer in the list of its source record';
  return map.split === undefined
    ? 'the mapping takes it no longer'
    : 'it takes another branch of the split now';
}
