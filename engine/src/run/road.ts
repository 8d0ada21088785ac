import { accounts, balance } from '../reconcile/balance.ts';
import type { PhaseRow } from '../journal/journal.ts';
import type { Split } from '../mapping/ir.ts';
import type { RunContext } from './context.ts';
import type { Finding } from './gates/gate.ts';
import { linkPhase } from './link.ts';
import { loadPhase } from './phase.ts';
import type { Phase, Step } from './phases.ts';
import { progress } from './progress.ts';
import { remainderId, settleRemainder } from './remainder.ts';
import { GateClosed } from './stop.ts';

export interface Road {
  readonly steps: readonly Step[];
  readonly splits: readonly Split[];
  /** Records to expect, by map id. */
  readonly expected: ReadonlyMap<string, number>;
}

/** Walks the phases and links in order; a phase that does not balance ends the walk. */
export async function walkRoad(context: RunContext, road: Road): Promise<void> {
  const done = new Map((await context.journal.runs.phases(context.run)).map((p) => [p.map, p]));
  const phases = road.steps.filter((s) => 'phase' in s).length + road.splits.length;
  // First, so that what points at a record that waits for a person waits with it.
  for (const [i, split] of context.options.retryHeld ? [] : road.splits.entries()) {
    const ordinal = phases - road.splits.length + i + 1;
    if (done.get(remainderId(split))?.state !== 'done') await walkRemainder(context, split, ordinal, phases);
  }
  for (const step of road.steps) {
    if ('link' in step) {
      await linkPhase(context, step.link, road.expected.get(step.link.phase.map.id) ?? 0);
      await countLinked(context, step.link.phase.map.id);
      continue;
    }
    const earlier = done.get(step.phase.map.id);
    if (earlier?.state === 'done') continue;
    await walkPhase(context, step.phase, road.expected.get(step.phase.map.id) ?? 0, phases, earlier);
  }
}

async function walkPhase(
  context: RunContext,
  phase: Phase,
  expected: number,
  of: number,
  earlier: PhaseRow | undefined,
): Promise<void> {
  const { journal, run, options, emit } = context;
  const { map, ordinal } = phase;
  const started = performance.now();
  const requests = options.destination.usage().requests;
  const before = earlier?.before ?? (await options.destination.count(map.destinationObject));
  const beside = await countBeside(context, map.destinationObject);
  const row: PhaseRow = {
    map: map.id,
    ordinal,
    state: 'running',
    before,
    after: null,
    inScope: 0,
    milliseconds: earlier?.milliseconds ?? 0,
    requests: earlier?.requests ?? 0,
    linked: 0,
    balanced: false,
  };
  await journal.runs.savePhase(run, row);
  emit({ event: 'phase-start', phase: map.id, ordinal, of, expected });
  const spent = () => row.requests + options.destination.usage().requests - requests;
  const loaded = await journal.records.doneCount(map.id);
  const told = progress(map.id, expected, spent, emit);
  const { inScope } = await loadPhase(context, {
    phase,
    expected: Math.max(0, expected - loaded),
    before,
    progress: told,
  });
  const sum = await balance(context, map, inScope, before);
  const milliseconds = row.milliseconds + performance.now() - started;
  await journal.runs.savePhase(run, {
    ...row,
    state: sum.balanced ? 'done' : 'unbalanced',
    after: sum.after,
    inScope,
    milliseconds,
    requests: spent(),
    balanced: sum.balanced,
  });
  const { open: _open, ...counts } = await journal.records.counts(run, map.id);
  emit({
    event: 'phase-end',
    phase: map.id,
    counts,
    inScope,
    destinationGained: sum.after - before,
    balanced: sum.balanced,
    milliseconds: Math.round(milliseconds),
  });
  if (!sum.balanced) throw new GateClosed('balance', unbalanced(sum.reasons), map.id);
  if (sum.othersGained !== 0) {
    const n = Math.abs(sum.othersGained);
    context.warn(
      `${map.destinationObject}: while ${map.id} was loaded, ${n} records were ${sum.othersGained > 0 ? 'added' : 'deleted'} by others or by the platform.`,
    );
  }
  await tellBeside(context, map.destinationObject, beside);
}

/** What the platform makes by itself beside an object: counted around the phase, told, and never taken for ours. */
async function countBeside({ options }: RunContext, object: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const other of options.rules.sideEffects?.[object] ?? [])
    counts.set(other, await options.destination.count(other));
  return counts;
}

async function tellBeside(
  context: RunContext,
  object: string,
  before: ReadonlyMap<string, number>,
): Promise<void> {
  for (const [other, n] of before) {
    const gained = (await context.options.destination.count(other)) - n;
    if (gained > 0)
      context.emit({
        event: 'note',
        level: 'info',
        message: `The platform made ${gained} ${other} records beside ${object}.`,
      });
  }
}

async function walkRemainder(context: RunContext, split: Split, ordinal: number, of: number): Promise<void> {
  const { journal, run, emit } = context;
  const id = remainderId(split);
  const started = performance.now();
  emit({ event: 'phase-start', phase: id, ordinal, of });
  const { inScope } = await settleRemainder(context, split);
  const reasons = await accounts(context, id, inScope);
  const milliseconds = performance.now() - started;
  const balanced = reasons.length === 0;
  await journal.runs.savePhase(run, {
    map: id,
    ordinal,
    state: balanced ? 'done' : 'unbalanced',
    before: null,
    after: null,
    inScope,
    milliseconds,
    requests: 0,
    linked: 0,
    balanced,
  });
  const { open: _open, ...counts } = await journal.records.counts(run, id);
  emit({ event: 'phase-end', phase: id, counts, inScope, balanced, milliseconds: Math.round(milliseconds) });
  if (!balanced) throw new GateClosed('balance', unbalanced(reasons), id);
}

function unbalanced(closes: readonly string[]): Finding {
  const remedy =
    'Find out what deleted or hid the records, then resume: what is gone counts as failed and can be retried with --retry-held.';
  return { closes, remedy };
}

async function countLinked({ journal, run }: RunContext, map: string): Promise<void> {
  const phase = (await journal.runs.phases(run)).find((p) => p.map === map);
  const { linked } = await journal.links.counts(run, map);
  if (phase !== undefined) await journal.runs.savePhase(run, { ...phase, linked });
}
