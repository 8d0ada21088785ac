import { dirname, join } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import { explainRecord } from '@migmap/engine/explain/explain';
import type { Explanation } from '@migmap/engine/explain/types';
import { openJournal } from '@migmap/engine/journal/journal';
import { keptMapping } from '@migmap/engine/run/kept-mapping';
import { openCatalog } from '@migmap/engine/schema/store';
import { findRun } from './runs.ts';

/** Where a destination record came from, out of the run's journal. */
export async function explain(
  workspace: Workspace,
  id: string,
  record: string,
  object: string | undefined,
): Promise<Explanation> {
  const { run, directory } = await findRun(workspace, id);
  const journal = openJournal(join(dirname(dirname(directory)), 'journal.sqlite'), { look: true });
  try {
    const row = await journal.runs.get(run);
    const catalog = row && openCatalog(workspace.schemaDir(row.destination));
    return await explainRecord(journal, run, await keptMapping(directory), record, {
      ...(object !== undefined && { object }),
      schemaOf: (name) => catalog?.object(name),
    });
  } finally {
    journal.close();
  }
}
