/** A run in a process of its own that kills itself at a chosen request: `killed-run.ts '{…}'`. Prints the exit code if it lives. */
import { runMigration } from '@migmap/engine/run/run';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { crm } from './crm.ts';
import { fakeDestination } from './fake-destination.ts';

export interface KilledRun {
  readonly companies: number;
  readonly file: string;
  readonly stateDir: string;
  readonly createdTimes: boolean;
  readonly jobs: boolean;
  readonly upsert: 'field' | 'none';
  /** The names end so in the source: what a delta finds changed. */
  readonly suffix?: string;
  readonly delta?: boolean;
  /** Request at which the process dies; absent: it lives. */
  readonly killAt?: number;
  readonly when?: 'before commit' | 'after commit';
}

const settings = JSON.parse(process.argv[2] ?? '{}') as KilledRun;
const die = (n: number, when: KilledRun['when']): void => {
  if (n === settings.killAt && when === settings.when) process.kill(process.pid, 'SIGKILL');
};
const destination = fakeDestination({
  file: settings.file,
  jobs: settings.jobs,
  capabilities: { upsert: settings.upsert },
  fault: (_batch, n) => {
    die(n, 'before commit');
    return undefined;
  },
  after: (_batch, n) => die(n, 'after commit'),
});
const world = crm(settings.companies, settings);
const { schema, objects } = await destination.discover();
const outcome = await runMigration({
  mapping: world.mapping,
  mappingFile: 'main.migmap',
  source: world.source,
  sourceName: 'export',
  sourceCatalog: world.source.catalog,
  destination,
  destinationName: 'crm',
  destinationCatalog: catalogOf(schema, objects),
  rules: { nativeType: () => 'Text', compatible: (a, b) => a === b, order: [] },
  stateDir: settings.stateDir,
  pause: async () => {},
  resume: true,
  delta: settings.delta ?? false,
});
process.stdout.write(String(outcome.exitCode));
