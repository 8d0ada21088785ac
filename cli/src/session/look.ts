import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Destination } from '@migmap/engine/connectors/destination';
import { openJournal } from '@migmap/engine/journal/journal';
import { prepareMap } from '@migmap/engine/mapping/transform';
import type { OwnerReconciliation } from '@migmap/engine/owners/owners';
import { readDecisions, writeQueue } from '@migmap/engine/owners/queue';
import { connectionFolder } from '@migmap/engine/run/folders';
import { ownersNow } from '@migmap/engine/run/placeholders';
import { survey } from '@migmap/engine/run/survey';
import type { Io } from '../io.ts';
import { openDestination, openSource } from './connections.ts';
import type { CompiledMapping } from './mapping.ts';

/** What a look over source and destination has found, before anything is loaded. */
export interface Look {
  readonly owners: OwnerReconciliation;
  /** The reconciliation queue, written anew. */
  readonly queue: string;
  readonly destination: Destination;
}

/**
 * Looks over the source as a run would, in a journal of its own that is thrown away, and matches the owners it meets, with
 * what a person has decided in `owners.csv`; then works with the destination while it is open.
 */
export async function look<T>(
  io: Io,
  compiled: CompiledMapping,
  work: (found: Look) => Promise<T>,
): Promise<T> {
  const { mapping, workspace } = compiled;
  const folder = await mkdtemp(join(tmpdir(), 'migmap-look-'));
  const journal = openJournal(join(folder, 'journal.sqlite'), { sync: 'normal' });
  const source = await openSource(workspace, compiled.source.name);
  try {
    const seen = await survey(
      { mapping, source: source.system, sourceCatalog: compiled.source.catalog },
      journal,
      'look',
      (map) => prepareMap(mapping, map, compiled.destination.catalog.object(map.destinationObject)),
      io.signal,
    );
    const destination = await openDestination(workspace, compiled.destination.name);
    try {
      const connection = connectionFolder(workspace.makeStateDir(), compiled.destination.name);
      const decided = await readDecisions(connection);
      const { system } = destination;
      const owners = await ownersNow(mapping.owners, seen, system, await system.capabilities(), decided);
      const queue = await writeQueue(connection, owners.matches, decided);
      return await work({ owners, queue, destination: destination.system });
    } finally {
      await destination.close();
    }
  } finally {
    await source.close();
    journal.close();
    await rm(folder, { recursive: true });
  }
}
