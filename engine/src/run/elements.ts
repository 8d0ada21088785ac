import type { SourceRecord } from '../connectors/source.ts';
import type { Journal } from '../journal/journal.ts';
import { emptyWorld, type MapElement, type PreparedMap } from '../mapping/transform.ts';
import { stagedWorld } from './stage.ts';

/** The elements of each record's list, for a map of an `each`. */
export async function elementsOf(
  journal: Journal,
  map: PreparedMap,
  records: readonly SourceRecord[],
): Promise<readonly (readonly MapElement[])[]> {
  const world = map.listsElsewhere ? await stagedWorld(journal, records, map) : emptyWorld;
  return records.map((record) => map.elements(record, world));
}
