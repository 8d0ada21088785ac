import assert from 'node:assert/strict';
import { rules } from '@migmap/engine/connectors/pipedrive/rules';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { checkFile } from '@migmap/language/checker';
import { fakeSource, textOf } from '../../support/engine/fake-source.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';
import type { FakeDestination } from '../../support/engine/fake-destination.ts';
import { openAccount } from './account.ts';

const text = `
migration Two from fake to pipedrive
pipelines Deal.pipeline / Deal.stage to Deal.pipeline_id / Deal.stage_id {
  "Old" => "New business" { "A" => "First"  "Z" => "Won" }
  "Again" => "Renewals"   { "A" => "First"  "Z" => "Won" }
  otherwise hold
}
fields Organization {
  source_id : Text(18) external id           "Source id"
  tier      : Picklist("Gold", "Silver")     "Tier"
  told      : Text(80)                       "Original lifecycle stage"
}
fields Deal { source_id : Text(18) external id "Source id" }
map Company -> Organization {
  key id => source_id
  name = name
  \`Tier\` = tier
  \`Original lifecycle stage\` = stage
}
map Deal -> Deal {
  key id => source_id
  title = name
  stage_id = stage
  pipeline_id = pipeline
  org_id = ref(company_id of Company)
}
`;

const source = fakeSource({
  Company: [
    { id: 'CO-1', name: 'Acme', tier: 'Gold', stage: 'Customer' },
    { id: 'CO-2', name: 'Beta', tier: 'silver', stage: 'Lead' },
    { id: 'CO-3', name: 'Gamma', tier: 'Tin', stage: 'Lead' },
  ],
  Deal: [
    { id: 'DE-1', name: 'One', pipeline: 'Old', stage: 'Z', company_id: 'CO-1' },
    { id: 'DE-2', name: 'Two', pipeline: 'Again', stage: 'Z', company_id: 'CO-2' },
  ],
});

/** Everything by names that a person reads: what two accounts share. */
interface Readable {
  readonly hashes: readonly string[];
  readonly organizations: readonly unknown[];
  readonly deals: readonly unknown[];
}

describe('one mapping, two Pipedrive accounts', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  async function load(seed: string): Promise<Readable> {
    const account = await openAccount({ account: { seed, plan: { burst: 5_000 } } });
    try {
      const { destination } = account;
      const at = { file: 'm.migmap', line: 1, column: 1 };
      const compile = async () => {
        const { schema, objects } = await destination.discover();
        const destinationCatalog = catalogOf(schema, objects);
        const host = {
          contextFor: () => ({ source: source.catalog, destination: destinationCatalog, rules }),
        };
        const { mapping, diagnostics } = await checkFile('file:///w/main.migmap', host, text);
        assert.ok(mapping, JSON.stringify(diagnostics.filter((d) => d.severity === 'error')));
        return { mapping, objects, schema };
      };
      const first = await compile();
      await destination.createFields?.(first.mapping.declaredFields.map((d) => ({ ...d, at })));
      await destination.createPipelines?.(
        first.mapping.pipelines.flatMap((block) =>
          block.pipelines.map((p) => ({
            object: block.destinationObject,
            name: p.destination,
            stages: p.stages.map((s) => ({ name: s.destination })),
          })),
        ),
      );
      const { mapping, objects, schema } = await compile();
      const ran = await run(mapping, source, destination as FakeDestination, folder(), { rules });
      assert.equal(ran.exitCode, 3, 'a tier that the account does not have is held');
      assert.deepEqual(
        [ran.report.totals.created, ran.report.totals.held, ran.report.totals.failed],
        [4, 1, 0],
      );

      const field = (object: string, label: string) =>
        objects.find((o) => o.name === object)?.fields.find((f) => f.label === label);
      const stages = new Map(
        (schema.pipelines ?? []).flatMap((p) => p.stages.map((s) => [s.id, `${p.name}: ${s.name}`] as const)),
      );
      const rows = async (object: string, names: readonly string[]) => {
        const key = field(object, 'Source id')?.name ?? '';
        const asked = ['CO-1', 'CO-2', 'CO-3', 'DE-1', 'DE-2'].map((id) => ({ [key]: id }));
        const found = await destination.find(object, [key], asked, { read: names });
        return found
          .toSorted((a, b) => a.row - b.row)
          .map((f) => names.map((n) => f.record.values[n] ?? null));
      };
      const tier = field('Organization', 'Tier');
      const labels = new Map(tier?.values?.map((v) => [v.value, v.label]));
      const told = field('Organization', 'Original lifecycle stage')?.name ?? '';
      const organizations = await rows('Organization', ['name', tier?.name ?? '', told]);
      const deals = await rows('Deal', ['title', 'stage_id']);
      return {
        hashes: [tier?.name ?? '', told, ...labels.keys(), ...stages.keys()],
        organizations: organizations.map(([name, t, stage]) => [name, labels.get(textOf(t)), stage]),
        deals: deals.map(([title, stage]) => [title, stages.get(textOf(stage))]),
      };
    } finally {
      await account.close();
    }
  }

  it('fills both alike, although no key, option or stage id is the same', async () => {
    const [one, two] = await Promise.all([load('one'), load('two')]);
    const expected = {
      organizations: [
        ['Acme', 'Gold', 'Customer'],
        ['Beta', 'Silver', 'Lead'],
      ],
      // "Won" stands in both pipelines; each deal is in that of its own.
      deals: [
        ['One', 'New business: Won'],
        ['Two', 'Renewals: Won'],
      ],
    };
    for (const { organizations, deals } of [one, two]) assert.deepEqual({ organizations, deals }, expected);
    assert.match(one.hashes[0] ?? '', /^[0-9a-f]{40}$/);
    for (const hash of one.hashes) assert.ok(!two.hashes.includes(hash), hash);
  });
});
