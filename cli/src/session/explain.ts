import { dirname, join } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import { connectorOf } from '@migmap/engine/connectors/all';
import { explainRecord } from '@migmap/engine/explain/explain';
import type { Explanation } from '@migmap/engine/explain/types';
import { openJournal } from '@migmap/engine/journal/journal';
import { keptMapping } from '@migmap/engine/run/kept-mapping';
import { openCatalog } from '@migmap/engine/schema/store';
import { Failure } from '../failure.ts';
import { openDestination, type Opened } from './connections.ts';
import type { Destination } from '@migmap/engine/connectors/destination';
import { findRun } from './runs.ts';

/** Where a destination record came from, out of the run's journal; `record` is an id or the address of its page. */
export async function explain(
  workspace: Workspace,
  id: string,
  record: string,
  object: string | undefined,
): Promise<Explanation> {
  const { run, directory, destination } = await findRun(workspace, id);
  const meant = recordMeant(workspace, destination, record);
  const wanted = object ?? meant.object;
  const journal = openJournal(join(dirname(dirname(directory)), 'journal.sqlite'), { look: true });
  let opened: Opened<Destination> | undefined;
  try {
    const catalog = openCatalog(workspace.schemaDir(destination));
    return await explainRecord(journal, run, await keptMapping(directory), meant.id, {
      ...(wanted !== undefined && { object: wanted }),
      schemaOf: (name) => catalog?.object(name),
      destination: async () => (opened ??= await openDestination(workspace, destination)).system,
    });
  } finally {
    journal.close();
    await opened?.close();
  }
}

function recordMeant(workspace: Workspace, connection: string, record: string) {
  if (!/^https?:\/\//i.test(record)) return { object: undefined, id: record };
  const { system } = workspace.connection(connection);
  const found = connectorOf(system)?.recordAt?.(new URL(record));
  if (found === undefined)
    throw new Failure(`${record} is not the address of a record of ${system}. Give the record's id.`);
  return { object: found.object, id: found.id };
}
