import { existsSync } from 'node:fs';
import { writeDeltaFiles } from '../delta/hand-off.ts';
import type { SourceRecord } from '../connectors/source.ts';
import type { Journal, RunState } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { PreparedMap } from '../mapping/transform.ts';
import { buildReport } from '../report/build.ts';
import { keepReport } from '../report/keep.ts';
import type { RunReport } from '../report/types.ts';
import type { RunContext } from './context.ts';
import { elementsOf } from './elements.ts';
import type { RunEvent } from './events.ts';
import { writeBadRows } from './bad-rows.ts';
import { writeHandOff } from './hand-off.ts';
import type { Ending } from './ending.ts';
import type { ExitCode, RunOptions, RunOutcome } from './options.ts';
import { openSplits, remainderId } from './remainder.ts';

export interface Finishing {
  readonly options: RunOptions;
  readonly journal: Journal;
  readonly run: string;
  readonly directory: string;
  /** `owners.csv` of the connection. */
  readonly queue: string;
  /** Absent where no gate was passed. */
  readonly context: RunContext | undefined;
  readonly ending: Ending;
  readonly now: () => Date;
  readonly emit: (event: RunEvent) => void;
  readonly ready: (map: ObjectMap) => PreparedMap;
  /** Names that a system made up, as labels. */
  readonly readable: (text: string) => string;
}

/** Hand-off files, report and the run's end in the journal, whatever the ending. */
export async function finish(finishing: Finishing): Promise<RunOutcome> {
  const { options, journal, run, directory, context, ending, emit } = finishing;
  const why = 'why' in ending ? ending.why : undefined;
  if (why !== undefined) {
    const warnings = (await journal.runs.get(run))?.facts.warnings ?? [];
    await journal.runs.tell(run, { warnings: [...warnings, why] });
    emit({ event: 'note', level: 'warning', message: why });
  }
  const files: Record<string, string> = {};
  if (existsSync(finishing.queue)) files['owners.csv'] = finishing.queue;
  // An interrupted run ends at once; its files come when it has been resumed.
  if (context !== undefined && ending.kind !== 'interrupted')
    Object.assign(files, await writeHandOff(context, handedOff(finishing), finishing.readable));
  const link = (object: string, id: string): string => options.destination.recordUrl(object, id);
  Object.assign(files, await writeDeltaFiles(journal, run, directory, link));
  Object.assign(files, await writeBadRows(journal, run, directory));
  for (const e of (await journal.runs.get(run))?.facts.exports ?? []) files[e.name] = e.path;

  const state = await stateOf(finishing);
  const endedAt = finishing.now().toISOString();
  const report = await buildReport(journal, {
    run,
    source: { connection: options.sourceName, system: options.mapping.source },
    destination: {
      connection: options.destinationName,
      system: options.mapping.destination,
      stage: options.stage,
      url: options.destinationUrl,
    },
    objects: (map) => objectsOf(options, map),
    link,
    readable: finishing.readable,
    endedAt,
    state,
    files,
  });
  const written = await keepReport(directory, report);
  await journal.runs.end(run, state, endedAt);
  const exitCode = exitCodes[state];
  emit({ event: 'end', run, state, exitCode, counts: report.totals, report: written });
  return { run, exitCode, report, directory };
}

const exitCodes: Record<Exclude<RunState, 'running' | 'rolled-back'>, ExitCode> = {
  complete: 0,
  'gate-closed': 2,
  stopped: 2,
  incomplete: 3,
  interrupted: 4,
};

/** Complete is a run that has left nothing for a person: no record held or failed, no link, no unreadable row. */
async function stateOf({ journal, run, options, ending }: Finishing): Promise<RunReport['state']> {
  if (ending.kind !== 'through') return ending.kind;
  for (const phase of await journal.runs.phases(run)) {
    const counts = await journal.records.counts(run, phase.map);
    const links = await journal.links.counts(run, phase.map);
    if (counts.held + counts.failed + links.held + links.failed > 0) return 'incomplete';
  }
  const facts = (await journal.runs.get(run))?.facts;
  const lost = facts?.sources?.some((s) => s.badRows > 0 && s.fate !== 'skipped') ?? false;
  const refused = facts?.exports?.some((e) => e.refused > 0) ?? false;
  return lost || (refused && options.retryHeld !== true) ? 'incomplete' : 'complete';
}

function handedOff({ options, journal, ready }: Finishing) {
  const { mapping } = options;
  return [
    ...mapping.maps.map((m) => ({
      id: m.id,
      sourceObject: m.sourceObject,
      destinationObject: m.destinationObject,
      elements:
        m.each === undefined
          ? undefined
          : (records: readonly SourceRecord[]) => elementsOf(journal, ready(m), records),
    })),
    ...openSplits(mapping).map((s) => ({
      id: remainderId(s),
      sourceObject: s.sourceObject,
      destinationObject: '',
    })),
  ];
}

function objectsOf({ mapping }: RunOptions, id: string): { source: string; destination: string } {
  const map = mapping.maps.find((m) => m.id === id);
  if (map !== undefined) return { source: map.sourceObject, destination: map.destinationObject };
  const split = openSplits(mapping).find((s) => remainderId(s) === id);
  return { source: split?.sourceObject ?? id, destination: '(no branch)' };
}
