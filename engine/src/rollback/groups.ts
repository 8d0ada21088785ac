import type { BatchRow } from '../journal/journal.ts';
import type { Mapping } from '../mapping/ir.ts';
import type { Group } from './scope.ts';

const most = 200;

/** The requests of a run in the order of undoing; neighbours of one map and operation together, where they are small. */
export function groupsOf(mapping: Mapping, batches: readonly BatchRow[]): readonly Group[] {
  const groups: { map: string; operation: string; object: string; records: number; batches: BatchRow[] }[] =
    [];
  for (const batch of batches.toReversed()) {
    const last = groups.at(-1);
    const { map, operation, object, records } = batch;
    if (last?.map === map && last.operation === operation && last.records + records <= most) {
      last.batches.push(batch);
      last.records += records;
    } else groups.push({ map, operation, object, records, batches: [batch] });
  }
  return groups.map(({ map: id, object, batches: together }) => {
    const map = mapping.maps.find((m) => m.id === id);
    if (map === undefined) throw new Error(`The mapping has no map ${id}, which the run has sent.`);
    return { map, object, batches: together };
  });
}
