import type { RecordName } from '../journal/journal.ts';
import type { RunContext } from '../run/context.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import { recordStates } from '../run/states.ts';

export interface Balance {
  readonly balanced: boolean;
  readonly after: number;
  /** Gained but not created by this run; negative when others deleted records meanwhile. */
  readonly othersGained: number;
  /** What does not add up, one sentence each. */
  readonly reasons: readonly string[];
}

/**
 * The two equations of a phase: every source record in scope is in exactly one state, and the destination gained what
 * was created. Where it gained less, each created record is asked for by id, so that others' deletions are told apart
 * from a loss.
 */
export async function balance(
  context: RunContext,
  map: ObjectMap,
  inScope: number,
  before: number,
): Promise<Balance> {
  const { journal, run, options } = context;
  const counts = await journal.records.counts(run, map.id);
  const accounted = recordStates.reduce((sum, s) => sum + counts[s], 0);
  const after = await options.destination.count(map.destinationObject);
  const reasons: string[] = [];
  if (accounted !== inScope)
    reasons.push(
      `${map.id}: ${inScope} source records are in scope, but ${accounted} are accounted for${
        counts.open > 0 ? ` and ${counts.open} have no outcome` : ''
      }.`,
    );
  const gained = after - before;
  if (gained < counts.created) {
    const missing = await countMissing(context, map);
    if (missing > 0)
      reasons.push(
        `${map.destinationObject} gained ${gained} records, but ${counts.created} were created; ${missing} of them are no longer there.`,
      );
  }
  return { balanced: reasons.length === 0, after, othersGained: gained - counts.created, reasons };
}

async function countMissing({ journal, run, options }: RunContext, map: ObjectMap): Promise<number> {
  let missing = 0;
  let after: RecordName | undefined;
  for (;;) {
    const page = await journal.records.createdIds(run, map.id, after, 2000);
    const last = page.at(-1);
    if (last === undefined) return missing;
    after = last;
    const ids = [...new Set(page.map((p) => p.destinationId))];
    missing += ids.length - (await options.destination.read(map.destinationObject, ids, [])).length;
  }
}
