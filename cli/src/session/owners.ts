import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '@migmap/engine/journal/journal';
import { prepareMap } from '@migmap/engine/mapping/transform';
import type { OwnerReconciliation } from '@migmap/engine/owners/owners';
import { ownersNow } from '@migmap/engine/run/placeholders';
import { survey } from '@migmap/engine/run/survey';
import type { Io } from '../io.ts';
import { openDestination, openSource } from './connections.ts';
import type { CompiledMapping } from './mapping.ts';

/** Looks over the source as a run would, in a journal of its own that is thrown away, and matches the owners it meets. */
export async function reconcile(io: Io, compiled: CompiledMapping): Promise<OwnerReconciliation> {
  const { mapping, workspace } = compiled;
  const folder = await mkdtemp(join(tmpdir(), 'migmap-owners-'));
  const journal = openJournal(join(folder, 'journal.sqlite'), { sync: 'normal' });
  const source = await openSource(workspace, compiled.source.name);
  try {
    const seen = await survey(
      { mapping, source: source.system, sourceCatalog: compiled.source.catalog },
      journal,
      'owners',
      (map) => prepareMap(mapping, map, compiled.destination.catalog.object(map.destinationObject)),
      io.signal,
    );
    const destination = await openDestination(workspace, compiled.destination.name);
    try {
      const { system } = destination;
      return await ownersNow(mapping.owners, seen, system, await system.capabilities());
    } finally {
      await destination.close();
    }
  } finally {
    await source.close();
    journal.close();
    await rm(folder, { recursive: true });
  }
}
