import type { DeltaFacts, RunRow } from '../journal/journal.ts';
import type { RunOptions } from '../run/options.ts';

/** Nothing was loaded before: the whole mapping is still to be run. */
export class NothingLoadedYet extends Error {
  override readonly name = 'NothingLoadedYet';
}

/**
 * A record may become visible in the source a little later than its time says (a transaction that is still open, machines whose
 * clocks differ): changes are asked for from so long before the watermark. What is read twice is found unchanged.
 */
export const overlapMs = 10 * 60_000;

/** What a delta builds upon, of the runs before it. Throws `NothingLoadedYet`. */
export function deltaUpon(
  earlier: readonly RunRow[],
  { mapping, sourceName }: Pick<RunOptions, 'mapping' | 'sourceName'>,
  mappingHash: string,
): DeltaFacts {
  const own = earlier.filter(
    (r) => r.mappingName === mapping.name && r.state !== 'gate-closed' && r.state !== 'rolled-back',
  );
  const last = own.at(-1);
  if (last === undefined)
    throw new NothingLoadedYet(
      `Nothing was loaded with “${mapping.name}” into this connection yet, so there is nothing to compare with: run without --delta first.`,
    );
  // Another mapping makes something else of records that have not changed.
  const marked = own.findLast(
    (r) => r.facts.watermark !== undefined && r.source === sourceName && r.mappingHash === mappingHash,
  );
  const mark = Date.parse(marked?.facts.watermark ?? '');
  if (Number.isNaN(mark)) return { since: last.id };
  return { since: last.id, from: new Date(mark - overlapMs).toISOString() };
}
