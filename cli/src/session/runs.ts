import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import { openJournal, type RunRow } from '@migmap/engine/journal/journal';
import { runFolder } from '@migmap/engine/run/folders';
import { Failure } from '../failure.ts';
import type { RunsResult } from '../json/runs.ts';

export type ListedRun = RunsResult['runs'][number];

/** Every run of the workspace, over all destinations, oldest first. */
export async function listRuns({ stateDir }: Workspace): Promise<ListedRun[]> {
  const found: ListedRun[] = [];
  for (const file of globSync('*/journal.sqlite', { cwd: stateDir })) {
    const journal = openJournal(join(stateDir, file), { look: true });
    try {
      for (const row of await journal.runs.list()) found.push(listed(row, join(stateDir, dirname(file))));
    } finally {
      journal.close();
    }
  }
  return found.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
}

/** The run with this id, or the latest. */
export async function findRun(workspace: Workspace, id: string): Promise<ListedRun> {
  const runs = await listRuns(workspace);
  const run = id === 'latest' ? runs.at(-1) : runs.find((candidate) => candidate.run === id);
  if (run) return run;
  if (runs.length === 0) throw new Failure(`Nothing was run in ${workspace.root} yet.`);
  const latest = runs.slice(-5).map((candidate) => candidate.run);
  throw new Failure(
    `There is no run ${id}; the last ones are: ${latest.join(', ')}. "migmap runs" lists all.`,
  );
}

function listed(row: RunRow, folder: string): ListedRun {
  const directory = runFolder(folder, row.id);
  const report = { json: join(directory, 'report.json'), html: join(directory, 'report.html') };
  return {
    run: row.id,
    state: row.state,
    ...(row.facts.delta && { delta: row.facts.delta.since }),
    mapping: row.mappingName,
    file: row.mappingFile,
    source: row.source,
    destination: row.destination,
    startedAt: row.startedAt,
    ...(row.endedAt !== null && { endedAt: row.endedAt }),
    directory,
    ...(existsSync(report.json) && { report }),
  };
}
