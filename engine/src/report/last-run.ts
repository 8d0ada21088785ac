import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrivedStates } from '../run/states.ts';
import { runReport, type RunReport } from './types.ts';

/** Records of a map in the last run. */
export interface LastOutcome {
  readonly arrived: number;
  readonly held: number;
  readonly failed: number;
}

/** Where reports lie below a workspace's state folder. */
export const reportFiles = '*/runs/*/report.json';

/**
 * What the last run of a mapping into a connection made of each map, by the map's id; `undefined` where it was never run.
 * `file` is the mapping's path relative to the workspace.
 */
export function lastRun(
  stateDir: string,
  { file, connection }: { readonly file: string; readonly connection: string },
): ReadonlyMap<string, LastOutcome> | undefined {
  const reports = globSync(reportFiles, { cwd: stateDir })
    .flatMap((path) => readReport(join(stateDir, path)) ?? [])
    .filter((report) => report.mapping.file === file && report.destination.connection === connection);
  const last = reports.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt)).at(-1);
  return last && new Map(last.phases.map((phase) => [phase.id, outcomeOf(phase)]));
}

function outcomeOf({ counts }: RunReport['phases'][number]): LastOutcome {
  const arrived = arrivedStates.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return { arrived, held: counts.held ?? 0, failed: counts.failed ?? 0 };
}

/** A report of another version, or one that is just being written, tells nothing. */
function readReport(path: string): RunReport | undefined {
  try {
    return runReport.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
