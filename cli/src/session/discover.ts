import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import { replaceFile } from '@migmap/engine/disk/replace';
import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import { changesSince } from '@migmap/engine/schema/drift';
import { schemaManifest } from '@migmap/engine/schema/manifest';
import type { SourceProfile } from '@migmap/engine/schema/profile';
import { openCatalog, SchemaFileError, writeProfile, writeSchema } from '@migmap/engine/schema/store';
import type { ObjectSchema, SystemSchema } from '@migmap/engine/schema/types';
import type { Io } from '../io.ts';
import type { DiscoverResult } from '../json/discover.ts';
import { statusLine } from '../output/status-line.ts';
import { connectorFor, openDestination, openSource } from './connections.ts';

type Discovered = DiscoverResult['connections'][number];

/** Discovers one connection and writes its schema, the schema manifest and, of a source, the profile. */
export async function discoverConnection(
  workspace: Workspace,
  name: string,
  io: Io,
  objects?: readonly string[],
): Promise<Discovered> {
  const found = await discover(workspace, name, io, objects);
  const directory = workspace.schemaDir(name);
  const before = snapshotIn(directory);
  const live = new Map(found.objects.map((object) => [object.name, object]));
  // Of a discovery of some objects alone, the others keep their files.
  const changes = before
    ? changesSince(before, objects ?? before.index.objects.map((o) => o.name), live)
    : [];
  await writeSchema(directory, found.schema, found.objects);
  // The snapshot is as the system is: nothing is left to be told of the one before.
  await rm(workspace.driftFile(name), { force: true });
  const manifest = join(directory, 'schema.md');
  await replaceFile(manifest, schemaManifest(found.schema, found.objects));
  const profile = found.profile && workspace.profileFile(name);
  if (found.profile && profile) {
    workspace.makeStateDir();
    await writeProfile(profile, found.profile);
  }
  return {
    connection: name,
    system: found.schema.system,
    objects: found.schema.objects.length,
    fields: found.schema.objects.reduce((total, object) => total + object.fields, 0),
    records: sum(found.profile, (object) => object.records),
    badRows: sum(found.profile, (object) => object.badRows),
    users: found.schema.users,
    schema: directory,
    manifest,
    profile,
    changes: changes.map(({ object, what }) => `${object} ${what}`),
    warnings: [...(found.schema.warnings ?? [])],
  };
}

/** The snapshot that is replaced; one that cannot be read is none. */
function snapshotIn(directory: string): SchemaCatalog | undefined {
  try {
    const catalog = openCatalog(directory);
    // Read now: the files are about to change.
    for (const { name } of catalog?.index.objects ?? []) catalog?.object(name);
    return catalog;
  } catch (error) {
    if (error instanceof SchemaFileError) return undefined;
    throw error;
  }
}

interface Found {
  readonly schema: SystemSchema;
  readonly objects: readonly ObjectSchema[];
  readonly profile?: SourceProfile;
}

async function discover(
  workspace: Workspace,
  name: string,
  io: Io,
  objects?: readonly string[],
): Promise<Found> {
  const connector = connectorFor(workspace.connection(name));
  const isSource = connector.source && (workspace.config.source === name || !connector.destination);
  if (!isSource) {
    const destination = await openDestination(workspace, name);
    try {
      return await destination.system.discover({ signal: io.signal, ...(objects && { objects }) });
    } finally {
      await destination.close();
    }
  }
  const source = await openSource(workspace, name);
  const status = statusLine(io);
  try {
    return await source.system.discover({
      signal: io.signal,
      onProgress: ({ object, records }) =>
        status.show(`${object}: ${records.toLocaleString('en-US')} records`),
    });
  } finally {
    status.clear();
    await source.close();
  }
}

function sum(
  profile: SourceProfile | undefined,
  of: (object: SourceProfile['objects'][number]) => number,
): number | undefined {
  return profile?.objects.reduce((total, object) => total + of(object), 0);
}
