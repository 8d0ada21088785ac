import { deltaUpon } from '../delta/begin.ts';
import type { DeltaFacts, Journal, RunFacts, RunRow } from '../journal/journal.ts';
import type { RunOptions } from './options.ts';
import { openSplits, remainderId } from './remainder.ts';

export interface StartedRun {
  readonly run: string;
  readonly startedAt: string;
  readonly resumed: boolean;
  /** What it has cost before it was resumed. */
  readonly api?: RunFacts['api'];
  /** The run is a delta. */
  readonly delta?: DeltaFacts;
  /** Said to the person who asked to resume, where there was nothing to resume. */
  readonly note?: string;
}

const resumable: ReadonlySet<RunRow['state']> = new Set(['running', 'interrupted', 'stopped', 'gate-closed']);

/** Opens a new run in the journal, or takes up the last one that did not end. */
export async function startRun(
  journal: Journal,
  options: RunOptions,
  hashes: Pick<RunRow, 'mappingHash' | 'schemaHash'>,
  now: Date,
): Promise<StartedRun> {
  const { mapping } = options;
  const maps = [
    ...mapping.maps.map(({ id, sourceObject, destinationObject }) => ({
      id,
      sourceObject,
      destinationObject,
    })),
    ...openSplits(mapping).map((s) => ({
      id: remainderId(s),
      sourceObject: s.sourceObject,
      destinationObject: '',
    })),
  ];
  const earlier = await journal.runs.list();
  // The lock is ours, so whoever was running is dead.
  for (const row of earlier) if (row.state === 'running') await journal.runs.end(row.id, 'interrupted', null);
  const last = options.resume ? earlier.at(-1) : undefined;
  const same = last?.mappingName === mapping.name && last.mappingHash === hashes.mappingHash;
  if (last !== undefined && resumable.has(last.state) && same && (!options.delta || last.facts.delta)) {
    await journal.runs.start({ ...last, state: 'running' }, maps);
    const { delta, api } = last.facts;
    return { run: last.id, startedAt: last.startedAt, resumed: true, delta, api };
  }
  // What a delta has left as a person made it, a retry leaves too.
  const afterDelta = options.retryHeld === true && earlier.some((r) => r.facts.delta !== undefined);
  const delta = options.delta || afterDelta ? deltaUpon(earlier, options, hashes.mappingHash) : undefined;
  const startedAt = now.toISOString();
  const run = runId(now);
  await journal.runs.start(
    {
      id: run,
      startedAt,
      endedAt: null,
      state: 'running',
      mappingName: mapping.name,
      mappingFile: options.mappingFile,
      ...hashes,
      source: options.sourceName,
      destination: options.destinationName,
      facts: delta === undefined ? {} : { delta },
    },
    maps,
  );
  return {
    run,
    startedAt,
    resumed: false,
    delta,
    note: options.resume ? whyAnew(last, options.delta === true, hashes.mappingHash) : undefined,
  };
}

function whyAnew(last: RunRow | undefined, delta: boolean, mappingHash: string): string {
  if (last === undefined || !resumable.has(last.state))
    return 'There is nothing to resume; a new run starts.';
  if (delta && last.facts.delta === undefined && last.mappingHash === mappingHash)
    return `Run ${last.id}, which stopped, was no delta; a delta starts, which loads what that run has left.`;
  return `The mapping has changed since run ${last.id} stopped; a new run starts. What is loaded already is not loaded again.`;
}

/** Sorts by time and is unlikely to meet another one's: `20260301-093000-7f3a`. */
function runId(now: Date): string {
  const stamp = now.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${Math.floor(Math.random() * 0x10000)
    .toString(16)
    .padStart(4, '0')}`;
}
