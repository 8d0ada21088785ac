import type { Destination } from '../connectors/destination.ts';
import { ConnectorError } from '../connectors/errors.ts';
import type { Journal, RunRow } from '../journal/journal.ts';
import type { Mapping } from '../mapping/ir.ts';
import { settleOpenBatches } from '../reconcile/open-batches.ts';
import type { RunOptions } from '../run/options.ts';
import { RunInterrupted } from '../run/stop.ts';
import { contextOf } from './context.ts';
import { groupsOf } from './groups.ts';
import { keptRecords, type UndoScope } from './scope.ts';
import { surveyEdits } from './survey.ts';
import type { RollbackResult, UndoneBatch } from './types.ts';
import { undoGroup } from './undo-group.ts';
import { workTimes } from './work-times.ts';

export interface RollbackOptions {
  readonly run: RunRow;
  readonly journal: Journal;
  readonly mapping: Mapping;
  readonly destination: Destination;
  readonly signal?: AbortSignal;
  readonly pause?: RunOptions['pause'];
  readonly now?: () => Date;
  /** Told after requests were undone. */
  readonly onProgress?: (done: { readonly requests: number; readonly of: number }) => void;
}

export class CannotRollBack extends Error {
  override readonly name = 'CannotRollBack';
}

/**
 * Undoes a run, request by request, the last one first. What was undone is journalled, so the same call goes on after an
 * interruption or a death. The caller holds the journal's lock. Throws `CannotRollBack` where a later run stands on it.
 */
export async function rollBack(options: RollbackOptions): Promise<RollbackResult> {
  const { run, journal, destination } = options;
  await refuseIfBuiltUpon(journal, run);
  const now = (): string => (options.now?.() ?? new Date()).toISOString();
  const capabilities = await destination.capabilities();
  let why: string | undefined;
  try {
    await undoAll(options, now);
    await journal.runs.end(run.id, 'rolled-back', now());
  } catch (error) {
    if (!(error instanceof RunInterrupted) && !(error instanceof ConnectorError)) throw error;
    why = error.message;
  }
  const outcomes = [...(await journal.undo.of(run.id)).values()].flatMap((u) => u.outcome ?? []);
  const left = outcomes.flatMap((o) => o.left);
  const sum = (of: (o: UndoneBatch) => number): number => outcomes.reduce((n, o) => n + of(o), 0);
  return {
    formatVersion: 1,
    run: run.id,
    at: now(),
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

async function undoAll(options: RollbackOptions, now: () => string): Promise<void> {
  const { run, journal, mapping, destination } = options;
  const context = await contextOf(options);
  await settleOpenBatches(journal, destination);
  const batches = await journal.batches.of(run.id);
  const begun = await journal.undo.of(run.id);
  const open = groupsOf(
    mapping,
    batches.filter((b) => begun.get(b.id)?.outcome === undefined),
  );
  const kept = keptRecords(await journal.undo.kept(run.id));
  const lost = new Set<string>();
  const scope = (atWorkSince?: string): UndoScope => ({
    context,
    kept,
    lost,
    work: workTimes(batches, begun, destination.usage().clockAheadMs ?? 0, atWorkSince),
  });
  await surveyEdits(scope(), open);
  await journal.undo.keep(run.id, kept.all());
  let requests = batches.length - open.reduce((n, g) => n + g.batches.length, 0);
  // From here on the roll-back's own changes count as the load's.
  const undoing = scope(now());
  for (const group of open) {
    if (context.stop.aborted) throw new RunInterrupted('The roll-back was stopped.');
    const again = group.batches.some((b) => begun.has(b.id));
    await journal.undo.begin(run.id, group.batches, now());
    const { outcome, deletedIds, restored } = await undoGroup(undoing, group, again);
    await journal.undo.finish(run.id, group.batches, { outcome, deletedIds, restored, at: now() });
    requests += group.batches.length;
    options.onProgress?.({ requests, of: batches.length });
  }
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
