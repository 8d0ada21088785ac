import type { Source } from '../connectors/source.ts';
import type { Journal } from '../journal/journal.ts';

/** Asks the source for its time before it is read for the first time; a resumed run keeps the time of its beginning. */
export async function markReading(journal: Journal, run: string, { changes }: Source): Promise<void> {
  if (changes === undefined) return;
  const known = (await journal.runs.get(run))?.facts.readFrom;
  if (known === undefined) await journal.runs.tell(run, { readFrom: await changes.now() });
}

/** Every phase has balanced: the next delta need not look further back than to where this run began to read. */
export async function markThrough(journal: Journal, run: string): Promise<void> {
  const mark = (await journal.runs.get(run))?.facts.readFrom;
  if (mark !== undefined) await journal.runs.tell(run, { watermark: mark });
}
