import { dirname } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import { withOwnJournal, type Journal, type RunRow } from '@migmap/engine/journal/journal';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { keptMapping } from '@migmap/engine/run/kept-mapping';
import { Failure } from '../failure.ts';
import { findRun } from './runs.ts';

export interface OpenRun {
  readonly row: RunRow;
  readonly journal: Journal;
  readonly mapping: Mapping;
  readonly directory: string;
}

/** A run with its journal, locked: nothing else runs meanwhile. */
export async function withRun<T>(
  workspace: Workspace,
  id: string,
  work: (run: OpenRun) => Promise<T>,
): Promise<T> {
  const { run, directory } = await findRun(workspace, id);
  return withOwnJournal(dirname(dirname(directory)), async (journal) => {
    const row = (await journal.runs.get(run))!;
    if (row.facts.purgedAt !== undefined)
      throw new Failure(
        `The values of run ${run} were purged at ${row.facts.purgedAt}: it can be neither rolled back nor verified. Which record became which is still known: migmap explain ${run} ID.`,
      );
    const mapping = await keptMapping(directory);
    if (mapping === undefined)
      throw new Failure(
        `Run ${run} was made by a version of migmap that did not keep its mapping: run the mapping again, then use the new run.`,
      );
    return work({ row, journal, mapping, directory });
  });
}
