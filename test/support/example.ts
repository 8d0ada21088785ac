/** An example with what discovery says of both its systems, in a folder of its own: for what an editor does with it. */
import { globSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '@migmap/emulators/all';
import { generateExport } from '@migmap/emulators/smartdesk/generate';
import { openWorkspace } from '@migmap/engine/config/workspace';
import { connectorOf } from '@migmap/engine/connectors/all';
import { openCatalog, readProfile, writeProfile, writeSchema } from '@migmap/engine/schema/store';
import type { MigrationContext } from '@migmap/language/host';

export const exampleNames = ['smartdesk-to-salesforce', 'smartdesk-to-pipedrive'] as const;

export interface Example {
  readonly root: string;
  /** Texts of its mappings, by file name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly context: MigrationContext;
  remove(): Promise<void>;
}

export async function openExample(name: (typeof exampleNames)[number]): Promise<Example> {
  const from = join('examples', name);
  const root = await mkdtemp(join(tmpdir(), 'migmap-example-'));
  for (const file of globSync('*.{migmap,json}', { cwd: from })) await cp(join(from, file), join(root, file));
  const workspace = openWorkspace(root);
  const { source, destination, connections } = workspace.config;
  const export_ = workspace.connection(source!);
  await generateExport({ seed: 3, scale: 0.02, out: export_.path! });
  const read = await (await connectorOf(export_.system)!.source!(export_)).discover();
  await writeSchema(workspace.schemaDir(source!), read.schema, read.objects);
  await writeProfile(workspace.profileFile(source!), read.profile);

  const { system, org } = connections[destination!]!;
  const definition: unknown = JSON.parse(await readFile(join(root, String(org)), 'utf8'));
  const emulator = await startEmulator(system, { port: 0, org: definition as never });
  try {
    const settings = { ...workspace.connection(destination!), url: emulator.url };
    const opened = await connectorOf(system)!.destination!(settings);
    const { schema, objects } = await opened.discover();
    await writeSchema(workspace.schemaDir(destination!), schema, objects);
    await opened.close();
  } finally {
    await emulator.close();
  }
  const files = globSync('*.migmap', { cwd: root }).toSorted();
  const texts = await Promise.all(
    files.map(async (file) => [file, await readFile(join(root, file), 'utf8')] as const),
  );
  return {
    root,
    texts: new Map(texts),
    context: {
      source: openCatalog(workspace.schemaDir(source!)),
      destination: openCatalog(workspace.schemaDir(destination!)),
      profile: readProfile(workspace.profileFile(source!)),
      rules: connectorOf(system)!.rules,
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
