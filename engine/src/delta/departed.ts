import type { RecordName, UnmetRecord } from '../journal/journal.ts';
import type { FoundDeparted } from './delete-departed.ts';
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
): AsyncGenerator<readonly FoundDeparted[]> {
  const { journal, run, options } = context;
  const own = await deletedBefore(context, map);
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
    const all = told.map(({ record, why }): FoundDeparted => ({
      sourceId: record.sourceId,
      element: record.element,
      at: record.at,
      object: map.destinationObject,
      id: record.destinationId,
      why,
      outcome: 'listed',
      record,
    }));
    const gone = all.filter((d) => !there.has(d.id));
    await journal.delta.putDeparted(
      run,
      map.id,
      gone.flatMap((d) => (own.has(d.id) ? [{ ...d, outcome: 'deleted' as const }] : [])),
    );
    await journal.delta.forget(map.id, gone);
    yield all.filter((d) => there.has(d.id));
  }
}

/** Records that this run was deleting when it was interrupted. */
async function deletedBefore({ journal, run }: RunContext, map: ObjectMap): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const batch of await journal.batches.of(run, map.id))
    if (batch.operation === 'delete')
      for (const s of (await journal.batches.contents(batch.id)).sent) if (s.id !== undefined) ids.add(s.id);
  return ids;
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
