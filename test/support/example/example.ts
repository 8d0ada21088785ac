/** An example of the repository on a generated export, against an emulator whose database a test looks into. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { startEmulator, type EmulatorOptions } from '@migmap/emulators/all';
import { connectorOf } from '@migmap/engine/connectors/all';
import type { Destination } from '@migmap/engine/connectors/destination';
import type { DestinationRules } from '@migmap/engine/connectors/registry';
import { openSmartdesk } from '@migmap/engine/connectors/smartdesk/source';
import { openJournal, type Journal } from '@migmap/engine/journal/journal';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { runMigration, type RunOptions, type RunOutcome } from '@migmap/engine/run/run';
import { catalogOf, type SchemaCatalog } from '@migmap/engine/schema/catalog';
import { checkFile } from '@migmap/language/checker';

export const systems = ['salesforce', 'pipedrive'] as const;
export type System = (typeof systems)[number];

export interface Place {
  readonly system: System;
  /** Holds `export/`, the emulator's `crm.sqlite` and, after a run, `.migmap/`. */
  readonly folder: string;
  readonly url: string;
  /** Changes a file of the example before it is compiled. */
  readonly edit?: readonly (readonly [from: string, to: string])[];
}

const text = (system: System, name: string): string =>
  readFileSync(
    fileURLToPath(new URL(`../../../examples/smartdesk-to-${system}/${name}`, import.meta.url)),
    'utf8',
  );

/** The emulator of the example's rehearsal system over `crm.sqlite` of the folder. */
export async function emulate(system: System, folder: string, options: EmulatorOptions = {}) {
  const definition = JSON.parse(
    text(system, system === 'salesforce' ? 'org.json' : 'account.json'),
  ) as EmulatorOptions['org'];
  const plan = system === 'pipedrive' ? { plan: { burst: 5_000, dailyTokens: 10_000_000 } } : {};
  return startEmulator(system, {
    database: join(folder, 'crm.sqlite'),
    org: { ...definition, ...plan } as EmulatorOptions['org'],
    ...options,
  });
}

export interface Example {
  readonly place: Place;
  readonly destination: Destination;
  readonly source: Awaited<ReturnType<typeof openSmartdesk>>;
  readonly catalog: SchemaCatalog;
  readonly mapping: Mapping;
  readonly rules: DestinationRules;
  readonly stateDir: string;
  readonly journal: () => Journal;
  load(options?: Partial<RunOptions>): Promise<RunOutcome>;
  close(): Promise<void>;
}

/** Opens both ends and compiles the mapping; `prepare` first makes the fields and pipelines that it declares. */
export async function openExample(place: Place, prepare = false): Promise<Example> {
  const { system, folder, url } = place;
  const connector = connectorOf(system)!;
  const rules = connector.rules!;
  const destination = await connector.destination!({
    name: 'crm',
    system,
    stage: 'local',
    url,
    options: system === 'pipedrive' ? { burst: 5_000 } : {},
    secret: (name) => Promise.resolve(name === 'ACCESS_TOKEN' ? 'local' : undefined),
  });
  const source = await openSmartdesk({
    name: 'export',
    system: 'smartdesk',
    path: join(folder, 'export'),
    options: {},
    secret: () => Promise.resolve(undefined),
  });
  const read = await source.discover();
  const catalog = catalogOf(read.schema, read.objects);
  const compile = async (): Promise<Mapping> => {
    const { schema, objects } = await destination.discover();
    const { mapping, diagnostics } = await checkFile('file:///w/main.migmap', {
      contextFor: () => ({
        source: catalog,
        destination: catalogOf(schema, objects),
        profile: read.profile,
        rules,
      }),
      fileName: (uri) => uri.split('/').at(-1) ?? '',
      readFile: (uri) => Promise.resolve(edited(text(system, uri.split('/').at(-1) ?? ''), place.edit)),
    });
    if (mapping === undefined)
      throw new Error(JSON.stringify(diagnostics.filter((d) => d.severity === 'error')));
    return mapping;
  };
  if (prepare) await prepareFor(await compile(), destination);
  const mapping = await compile();
  const stateDir = join(folder, '.migmap');
  return {
    place,
    destination,
    source,
    catalog,
    mapping,
    rules,
    stateDir,
    journal: () => openJournal(join(stateDir, 'crm', 'journal.sqlite'), { sync: 'normal' }),
    async load(options = {}) {
      const { schema, objects } = await destination.discover();
      return runMigration({
        mapping,
        mappingFile: 'main.migmap',
        source,
        sourceName: 'export',
        sourceCatalog: catalog,
        destination,
        destinationName: 'crm',
        destinationCatalog: catalogOf(schema, objects),
        rules,
        stage: 'local',
        stateDir,
        holdUnmatched: true,
        ...options,
      });
    },
    async close() {
      await destination.close();
      await source.close();
    },
  };
}

function edited(file: string, edit: Place['edit'] = []): string {
  return edit.reduce((all, [from, to]) => all.replaceAll(from, to), file);
}

async function prepareFor(mapping: Mapping, destination: Destination): Promise<void> {
  const tiers = ['Gold', 'Silver', 'Bronze'];
  const declared = mapping.declaredFields.map((object) => ({
    ...object,
    fields: object.fields.map((f) => (f.valuesOf === undefined ? f : { ...f, values: tiers })),
  }));
  const fields = (await destination.createFields?.(declared)) ?? [];
  const pipelines = mapping.pipelines.flatMap((block) =>
    block.pipelines.map((p) => ({
      object: block.destinationObject,
      name: p.destination,
      stages: p.stages.map(({ destination: name, probability }) => ({ name, probability })),
    })),
  );
  const { createsStages } = await destination.capabilities();
  const stages = createsStages ? ((await destination.createPipelines?.(pipelines)) ?? []) : [];
  const refused = [...fields, ...stages].filter((made) => made.error);
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
}

export type Tables = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Every live record of every table of the emulator's database, by table and id. */
export function wholeDatabase(folder: string): Tables {
  const db = new DatabaseSync(join(folder, 'crm.sqlite'), { readOnly: true });
  try {
    const names = db
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name`,
      )
      .all();
    return Object.fromEntries(names.map(({ name }) => [name, liveRows(db, String(name))]));
  } finally {
    db.close();
  }
}

function liveRows(db: DatabaseSync, table: string): Tables[string] {
  const rows = db.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[];
  const live = rows.filter((row) => row['IsDeleted'] !== 1 && row['deleted'] !== 1);
  return Object.fromEntries(
    live.map((row, i) => {
      const body = typeof row['body'] === 'string' ? (JSON.parse(row['body']) as object) : {};
      return [
        String((row['Id'] ?? row['id'] ?? i) as string | number),
        { ...row, ...('body' in row && { body }) },
      ];
    }),
  );
}
