/** SmartDesk as a source: an export that lies in a folder or a .zip. */
import { catalogOf } from '../../schema/catalog.ts';
import type { SchemaCatalog } from '../../schema/catalog.ts';
import type { SystemSchema } from '../../schema/types.ts';
import type { Row } from '../../values.ts';
import { ConnectorError } from '../errors.ts';
import { discoverTables } from '../files/discover.ts';
import { layOut } from '../files/layout.ts';
import { readTable } from '../files/read.ts';
import type { FileTree } from '../files/tree.ts';
import { openTree } from '../files/tree.ts';
import type { ConnectionSettings } from '../registry.ts';
import type { Source, SourceFile } from '../source.ts';
import { automationsOf, pipelinesOf } from './pipelines.ts';

export async function openSmartdesk(settings: ConnectionSettings): Promise<Source> {
  if (settings.path === undefined)
    throw new ConnectorError(
      'schema',
      'NO_PATH',
      `Connection ${settings.name} has no "path". Name the folder or .zip of the export in migmap.json.`,
    );
  const unknown = [...Object.keys(settings.options), ...(settings.url === undefined ? [] : ['url'])];
  if (unknown.length)
    throw new ConnectorError(
      'schema',
      'UNKNOWN_SETTING',
      `Connection ${settings.name}: an export is read from "path" alone. Remove ${unknown.join(', ')} from migmap.json.`,
    );
  const tree = await openTree(settings.path);
  return {
    discover: (options = {}) => discover(tree, settings.name, options),
    read: (object, { catalog, ...options }) => read(tree, object, catalog, options),
    file: (reference) => findFile(tree, reference),
    close: () => tree.close(),
  };
}

async function* read(
  tree: FileTree,
  object: string,
  catalog: SchemaCatalog,
  options: Omit<Parameters<Source['read']>[1], 'catalog'>,
): ReturnType<Source['read']> extends AsyncIterable<infer Batch> ? AsyncGenerator<Batch> : never {
  const schema = catalog.object(object);
  const name = schema?.origin?.file;
  if (!schema || name === undefined)
    throw new ConnectorError(
      'schema',
      'NO_OBJECT',
      `${object} is not in the discovered schema. Run discovery again.`,
    );
  const file = tree.top.find((f) => f.path === name);
  if (!file)
    throw new ConnectorError(
      'schema',
      'NO_FILE',
      `${name}, which holds ${object}, is not in the export. Put it back, or run discovery again.`,
    );
  yield* readTable(file, schema, options);
}

async function discover(
  tree: FileTree,
  connection: string,
  options: NonNullable<Parameters<Source['discover']>[0]>,
): ReturnType<Source['discover']> {
  const discoveredAt = new Date().toISOString();
  const layout = await layOut(tree.top);
  const { objects, profiles, warnings } = await discoverTables(layout.tables, options);
  const index: SystemSchema = {
    formatVersion: 1,
    system: 'smartdesk',
    connection,
    discoveredAt,
    objects: objects.map(({ name, label, fields }) => ({
      name,
      label,
      fields: fields.length,
      createable: false,
    })),
  };
  const catalog = catalogOf(index, objects);
  const all = [...tree.warnings, ...layout.warnings, ...warnings];
  const pipelines = pipelinesOf(await few(tree, 'Pipeline', catalog), objects);
  const automations = automationsOf(await few(tree, 'Workflow', catalog));
  const users = profiles.find((profile) => profile.object === 'User')?.records;
  const schema: SystemSchema = {
    ...index,
    ...(users === undefined ? {} : { users }),
    ...(pipelines.length ? { pipelines } : {}),
    ...(automations.length ? { automations } : {}),
    ...(all.length ? { warnings: all } : {}),
  };
  return {
    schema,
    objects,
    profile: { formatVersion: 1, connection, profiledAt: discoveredAt, objects: profiles },
  };
}

/** Settings of the system, of which there are some dozens. */
async function few(tree: FileTree, object: string, catalog: SchemaCatalog): Promise<readonly Row[]> {
  if (!catalog.object(object)) return [];
  const records: Row[] = [];
  for await (const batch of read(tree, object, catalog, {})) {
    records.push(...batch.map((record) => record.values));
    if (records.length > 10_000) break;
  }
  return records;
}

/** By its path in the export, or by its name in the folder of attachments. */
async function findFile(tree: FileTree, reference: string): Promise<SourceFile | undefined> {
  const file = (await tree.find(reference)) ?? (await tree.find(`attachments/${reference}`));
  return (
    file && {
      name: file.path.slice(file.path.lastIndexOf('/') + 1),
      bytes: file.bytes,
      open: () => file.open(),
    }
  );
}
