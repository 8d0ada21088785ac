import type { Destination } from '../connectors/destination.ts';
import { ConnectorError } from '../connectors/errors.ts';
import type { Journal, RunRow } from '../journal/journal.ts';
import type { Mapping } from '../mapping/ir.ts';
import { settleOpenBatches } from '../reconcile/open-batches.ts';
import type { RunContext } from '../run/context.ts';
import { destinationAsItIs } from '../run/destination-now.ts';
import type { RunOptions } from '../run/options.ts';
import { RunInterrupted } from '../run/stop.ts';
import { throttle } from '../run/throttle.ts';
import { undoBatch } from './undo-batch.ts';
import type { RollbackResult, UndoneBatch } from './types.ts';

export interface RollbackOptions {
  readonly run: RunRow;
  readonly journal: Journal;
  readonly mapping: Mapping;
  readonly destination: Destination;
  readonly signal?: AbortSignal;
  readonly pause?: RunOptions['pause'];
  readonly now?: () => Date;
  /** Told after each request that was undone. */
  readonly onProgress?: (done: { readonly requests: number; readonly of: number }) => void;
}

export class CannotRollBack extends Error {
  override readonly name = 'CannotRollBack';
}

/**
 * Undoes a run, request by request, the last one first. Each undone request is journalled, so the same call goes on after
 * an interruption or a death. The caller holds the journal's lock. Throws `CannotRollBack` where a later run stands on it.
 */
export async function rollBack(options: RollbackOptions): Promise<RollbackResult> {
  const { run, journal, mapping, destination } = options;
  await refuseIfBuiltUpon(journal, run);
  const capabilities = await destination.capabilities();
  const outcomes: UndoneBatch[] = [];
  let why: string | undefined;
  try {
    const context = await contextOf(options, capabilities);
    await settleOpenBatches(journal, destination);
    const batches = (await journal.batches.of(run.id)).toReversed();
    const earlier = await journal.undo.of(run.id);
    for (const [i, batch] of batches.entries()) {
      if (context.stop.aborted) throw new RunInterrupted('The roll-back was stopped.');
      const before = earlier.get(batch.id);
      if (before?.outcome !== undefined) {
        outcomes.push(before.outcome);
        continue;
      }
      const map = mapping.maps.find((m) => m.id === batch.map);
      if (map === undefined)
        throw new CannotRollBack(`The mapping of run ${run.id} has no map ${batch.map}.`);
      await journal.undo.begin(run.id, batch.id);
      const { deletedIds, restoredRecords, ...outcome } = await undoBatch(
        context,
        map,
        batch,
        before !== undefined,
      );
      await journal.undo.finish(run.id, batch, outcome, deletedIds, restoredRecords);
      outcomes.push(outcome);
      options.onProgress?.({ requests: i + 1, of: batches.length });
    }
    await journal.runs.end(run.id, 'rolled-back', (options.now?.() ?? new Date()).toISOString());
  } catch (error) {
    if (!(error instanceof RunInterrupted) && !(error instanceof ConnectorError)) throw error;
    why = error.message;
  }
  const left = outcomes.flatMap((o) => o.left);
  const sum = (of: (o: UndoneBatch) => number): number => outcomes.reduce((n, o) => n + of(o), 0);
  return {
    formatVersion: 1,
    run: run.id,
    at: (options.now?.() ?? new Date()).toISOString(),
    state: why === undefined ? 'rolled-back' : 'interrupted',
    deletes: capabilities.deletes,
    counts: {
      deleted: sum((o) => o.deleted),
      gone: sum((o) => o.gone),
      restored: sum((o) => o.restored),
      left: left.length,
    },
    left,
    ...(why !== undefined && { why }),
  };
}

/** A later run may have changed what this one made: the latest goes first. */
async function refuseIfBuiltUpon(journal: Journal, run: RunRow): Promise<void> {
  if (run.state === 'rolled-back') throw new CannotRollBack(`Run ${run.id} is rolled back already.`);
  const runs = await journal.runs.list();
  for (const later of runs.slice(runs.findIndex((r) => r.id === run.id) + 1).toReversed())
    if (later.state !== 'rolled-back' && (await journal.batches.of(later.id)).length > 0)
      throw new CannotRollBack(
        `Run ${later.id} came after run ${run.id} and has written too: "migmap rollback ${later.id}" first.`,
      );
}

async function contextOf(
  options: RollbackOptions,
  capabilities: RunContext['capabilities'],
): Promise<RunContext> {
  const { run, journal, destination } = options;
  const stop = options.signal ?? new AbortController().signal;
  return {
    // Of the options of a run, undoing one uses the destination and the pause.
    options: options as unknown as RunOptions,
    run: run.id,
    startedAt: run.startedAt,
    directory: '',
    journal,
    capabilities,
    schemas: await destinationAsItIs(options, stop),
    owners: undefined as never,
    names: undefined as never,
    me: await destination.me(),
    stop,
    giveUp: stop,
    throttle: throttle(),
    ready: undefined as never,
    emit: () => undefined,
    warn: () => undefined,
  };
}
