import type { Journal } from '../journal/journal.ts';

const page = 2000;

/** `field id` of what a delta has left as people wrote it in the destination; it says something else than the source on purpose. */
export async function keptByDelta(journal: Journal, run: string, map: string): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  for (let after = 0; ; after += page) {
    const found = await journal.delta.conflicts(run, { after, limit: page });
    for (const conflict of found) if (conflict.map === map) kept.add(`${conflict.field} ${conflict.id}`);
    if (found.length < page) return kept;
  }
}
