/** The example's mapping with an export made from a seed and an emulated account that is ready for it, in this process. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AccountInput } from '@migmap/emulators/pipedrive/account/definition';
import { generateExport } from '@migmap/emulators/smartdesk/generate';
import { rules } from '@migmap/engine/connectors/pipedrive/rules';
import { openSmartdesk } from '@migmap/engine/connectors/smartdesk/source';
import type { SystemSchema } from '@migmap/engine/schema/types';
import type { Mapping } from '@migmap/engine/mapping/ir';
import type { RunOptions } from '@migmap/engine/run/run';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { checkFile } from '@migmap/language/checker';
import type { FakeDestination } from '../../support/engine/fake-destination.ts';
import type { FakeSource } from '../../support/engine/fake-source.ts';
import { run, type Ran } from '../../support/engine/run.ts';
import { openAccount } from '../../unit/pipedrive/account.ts';

const example = fileURLToPath(new URL('../../../examples/smartdesk-to-pipedrive/', import.meta.url));
const text = (name: string) => readFileSync(join(example, name), 'utf8');

interface Options {
  readonly seed?: number;
  readonly scale?: number;
  /** Changes the export before it is discovered. */
  readonly alter?: (out: string) => void;
}

/** Fields, pipelines and stages of the mapping are put in place; `run` loads what lies in the export at that moment. */
export async function pipedriveInProcess(
  folder: () => string,
  { seed = 7, scale = 0.05, alter }: Options = {},
) {
  const out = folder();
  const state = folder();
  await generateExport({ seed, scale, out });
  alter?.(out);
  const openExport = () =>
    openSmartdesk({
      name: 'export',
      system: 'smartdesk',
      path: out,
      options: {},
      secret: () => Promise.resolve(undefined),
    });
  const definition = JSON.parse(text('account.json')) as AccountInput;
  const account = await openAccount({ account: { ...definition, plan: { burst: 5_000 } } });
  const { destination } = account;
  const source = await openExport();
  const read = await source.discover();
  await source.close();
  const catalog = catalogOf(read.schema, read.objects);
  const compile = async (): Promise<{ mapping: Mapping; schema: SystemSchema }> => {
    const { schema, objects } = await destination.discover();
    const host = {
      contextFor: () => ({
        source: catalog,
        destination: catalogOf(schema, objects),
        profile: read.profile,
        rules,
      }),
      readFile: (uri: string) => Promise.resolve(text(uri.split('/').at(-1) ?? '')),
    };
    const { mapping, diagnostics } = await checkFile('file:///w/main.migmap', host);
    assert.ok(mapping, JSON.stringify(diagnostics.filter((d) => d.severity === 'error')));
    return { mapping, schema };
  };
  const { mapping: first } = await compile();
  const fields = first.declaredFields.map((declared) => ({
    ...declared,
    fields: declared.fields.map((f) =>
      f.valuesOf === undefined ? f : { ...f, values: ['Gold', 'Silver', 'Bronze'] },
    ),
  }));
  const made = await destination.createFields?.(fields);
  assert.deepEqual(
    made?.filter((m) => m.error),
    [],
  );
  const pipelines = first.pipelines.flatMap((block) =>
    block.pipelines.map((p) => ({
      object: block.destinationObject,
      name: p.destination,
      stages: p.stages.map(({ destination: name, probability }) => ({ name, probability })),
    })),
  );
  const stages = await destination.createPipelines?.(pipelines);
  assert.deepEqual(
    stages?.filter((m) => m.error),
    [],
  );
  const { mapping, schema } = await compile();
  return {
    account,
    destination,
    mapping,
    schema,
    /** Folder of the export. */
    out,
    async run(options: Partial<RunOptions> = {}): Promise<Ran> {
      const now = await openExport();
      try {
        return await run(
          mapping,
          Object.assign(now, { catalog }) as unknown as FakeSource,
          destination as FakeDestination,
          state,
          { rules, holdUnmatched: true, ...options },
        );
      } finally {
        await now.close();
      }
    },
    close: () => account.close(),
  };
}
