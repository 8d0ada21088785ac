import { dirname, join } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import { explainRecord } from '@migmap/engine/explain/explain';
import type { Explanation } from '@migmap/engine/explain/types';
import { openJournal } from '@migmap/engine/journal/journal';
import { keptMapping } from '@migmap/engine/run/kept-mapping';
import { findRun } from './runs.ts';

/** Where a destination record came from, out of the run's journal. */
export async function explain(workspace: Workspace, id: string, record: string): Promise<Explanation> {
  const { run, directory } = await findRun(workspace, id);
  const journal = openJournal(join(dirname(dirname(directory)), 'journal.sqlite'), { look: true });
  try {
    return await explainRecord(journal, run, await keptMapping(directory), record);
  } finally {
    journal.close();
  }
}
