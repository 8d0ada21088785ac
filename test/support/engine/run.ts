import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { runMigration, type RunOptions, type RunOutcome } from '@migmap/engine/run/run';
import type { RunEvent } from '@migmap/engine/run/events';
import { catalogOf } from '@migmap/engine/schema/catalog';
import type { FakeDestination } from './fake-destination.ts';
import type { FakeSource } from './fake-source.ts';

/** A folder that goes when the tests of the surrounding `describe` are over. */
export function temporaryFolder(): () => string {
  const folders: string[] = [];
  after(() => {
    for (const f of folders) rmSync(f, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'migmap-run-'));
    folders.push(folder);
    return folder;
  };
}

export interface Ran extends RunOutcome {
  readonly events: readonly RunEvent[];
}

export async function run(
  mapping: Mapping,
  source: FakeSource,
  destination: FakeDestination,
  stateDir: string,
  options: Partial<RunOptions> = {},
): Promise<Ran> {
  const events: RunEvent[] = [];
  const { schema, objects } = await destination.discover();
  const outcome = await runMigration({
    mapping,
    mappingFile: 'main.migmap',
    source,
    sourceName: 'export',
    sourceCatalog: source.catalog,
    destination,
    destinationName: 'crm',
    destinationCatalog: catalogOf(schema, objects),
    rules: { nativeType: () => 'Text', compatible: (a, b) => a === b, order: [] },
    stateDir,
    pause: async () => {},
    onEvent: (e) => events.push(e),
    ...options,
  });
  return { ...outcome, events };
}
