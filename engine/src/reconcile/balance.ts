import { lineOf, type RecordName, type SettledRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { RunContext } from '../run/context.ts';
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
 * from a loss; records that are gone are journalled as failed, so that a retry makes them anew.
 */
export async function balance(
  context: RunContext,
  map: ObjectMap,
  inScope: number,
  before: number,
): Promise<Balance> {
  const { journal, run, options } = context;
  const reasons = await accounts(context, map.id, inScope);
  const { created } = await journal.records.counts(run, map.id);
  const after = await options.destination.count(map.destinationObject);
  const gained = after - before;
  if (gained < created) {
    const missing = await failMissing(context, map);
    if (missing > 0)
      reasons.push(
        `${map.destinationObject} gained ${gained} records, but ${created} were created; ${missing} of them are no longer there.`,
      );
  }
  return { balanced: reasons.length === 0, after, othersGained: gained - created, reasons };
}

/** Whether every source record in scope ended in exactly one state. */
export async function accounts(
  { journal, run }: RunContext,
  map: string,
  inScope: number,
): Promise<string[]> {
  const counts = await journal.records.counts(run, map);
  const accounted = recordStates.reduce((sum, s) => sum + counts[s], 0);
  if (accounted === inScope && counts.open === 0) return [];
  const open = counts.open === 0 ? '' : `, and ${counts.open} have no outcome`;
  return [`${map}: ${inScope} source records are in scope, ${accounted} are accounted for${open}.`];
}

async function failMissing({ journal, run, options }: RunContext, map: ObjectMap): Promise<number> {
  let missing = 0;
  let after: RecordName | undefined;
  for (;;) {
    const page = await journal.records.createdIds(run, map.id, after, 2000);
    const last = page.at(-1);
    if (last === undefined) return missing;
    after = last;
    const ids = [...new Set(page.map((p) => p.destinationId))];
    const found = new Set((await options.destination.read(map.destinationObject, ids, [])).map((r) => r.id));
    const gone = page.filter((p) => !found.has(p.destinationId));
    missing += gone.length;
    await journal.records.settle(
      run,
      map.id,
      gone.map(({ sourceId, element, at, key, destinationId }): SettledRecord => ({
        line: lineOf(map.at),
        sourceId,
        element,
        at,
        key,
        state: 'failed',
        reason: 'it was created as {}, but is no longer in the destination',
        detail: destinationId,
        forget: true,
      })),
    );
  }
}
