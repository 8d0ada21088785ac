import type { Workspace } from '@migmap/engine/config/workspace';
import type { Mapping } from '@migmap/engine/mapping/ir';
import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import { changesSince, writeDrift, type SchemaChange } from '@migmap/engine/schema/drift';
import type { ObjectSchema } from '@migmap/engine/schema/types';
import type { Io } from '../io.ts';
import { openDestination } from './connections.ts';

interface Snapshot {
  readonly name: string;
  readonly catalog: SchemaCatalog;
}

/** Compares what a mapping writes to with the destination as it is now, and keeps the outcome for checks that cannot ask. */
export async function compareLive(
  io: Io,
  workspace: Workspace,
  mapping: Mapping,
  destination: Snapshot,
): Promise<readonly SchemaChange[]> {
  const opened = await openDestination(workspace, destination.name);
  try {
    const objects = objectsOf(mapping);
    const live = await opened.system.discover({ objects, signal: io.signal });
    return await keepDrift(workspace, destination, objects, new Map(live.objects.map((o) => [o.name, o])));
  } finally {
    await opened.close();
  }
}

/** Of these objects, which were just read, what is no longer as the snapshot says. */
export async function keepDrift(
  workspace: Workspace,
  { name, catalog }: Snapshot,
  objects: Iterable<string>,
  live: ReadonlyMap<string, ObjectSchema>,
): Promise<readonly SchemaChange[]> {
  const changes = changesSince(catalog, objects, live);
  workspace.makeStateDir();
  await writeDrift(workspace.driftFile(name), catalog, changes);
  return changes;
}

/** The destination objects that a mapping touches. */
export function objectsOf(mapping: Mapping): string[] {
  return [...new Set(mapping.maps.map((map) => map.destinationObject))];
}
