import type { Journal } from '../journal/journal.ts';
import { paged } from '../journal/paged.ts';

/** `field id` of what a delta has left as people wrote it in the destination; it says something else than the source on purpose. */
export async function keptByDelta(journal: Journal, run: string, map: string): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  for await (const conflict of paged((page) => journal.delta.conflicts(run, page)))
    if (conflict.map === map) kept.add(`${conflict.field} ${conflict.id}`);
  return kept;
}
