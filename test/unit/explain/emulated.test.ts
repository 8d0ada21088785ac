import assert from 'node:assert/strict';
import { connectorOf } from '@migmap/engine/connectors/all';
import { explainRecord, type ExplainOptions } from '@migmap/engine/explain/explain';
import { explanation, type Explanation } from '@migmap/engine/explain/types';
import { systems, type Example } from '../../support/example/example.ts';
import { madeBy } from '../../support/example/made.ts';
import { scenes } from '../../support/example/scene.ts';
import { undo } from '../../support/example/undo.ts';

async function explain(
  { journal: open, mapping, destination }: Example,
  run: string,
  id: string,
  options: ExplainOptions = {},
): Promise<Explanation> {
  const journal = open();
  try {
    const asked = { destination: () => Promise.resolve(destination), ...options };
    return explanation.parse(await explainRecord(journal, run, mapping, id, asked));
  } finally {
    journal.close();
  }
}

/** Leads to its row, each field to a line, and each value to a request that was answered. */
function assertWhole(told: Explanation, object: string, id: string): void {
  assert.deepEqual([told.object, told.id], [object, id]);
  const [source] = told.sources;
  assert.match(source?.at ?? '', /^\w+\.(csv|json|jsonl):\d+$/);
  assert.ok(source!.fields.length > 0, `${object} ${id} has no fields`);
  const answered = new Set(source!.requests.filter((r) => r.answers.length > 0).map((r) => r.batch));
  for (const f of source!.fields) {
    assert.match(f.line ?? '', /^main\.migmap:\d+$/, `${object}.${f.field}`);
    assert.ok(answered.has(f.batch), `${object}.${f.field}`);
  }
  assert.ok(source!.requests.some((r) => r.answers.some((a) => a.outcome === 'created' && a.id === id)));
}

for (const system of systems)
  describe(`an explanation in ${system}`, function () {
    this.timeout(120_000);
    const open = scenes(system);

    it('leads from every record of a load to its row, lines and requests; by id, by address, and after a roll-back', async () => {
      const { example, database } = await open();
      const ran = await example.load();
      const made = [...(await madeBy(example, ran.run))].filter(([, ids]) => ids.length > 0);
      assert.ok(made.length > 7);
      for (const [object, [id]] of made) {
        assertWhole(await explain(example, ran.run, id!, { object }), object, id!);
        const url = new URL(example.destination.recordUrl(object, id!));
        const meant = connectorOf(system)!.recordAt!(url);
        assert.deepEqual([meant?.id, meant?.object ?? object], [id, object], url.href);
      }
      const tables = database();
      const [linked] =
        system === 'salesforce'
          ? Object.values(tables['Account']!).filter((a) => a['ParentId'] !== null)
          : [];
      if (linked !== undefined) {
        const told = await explain(example, ran.run, String(linked['Id']));
        const parent = told.sources[0]!.fields.find((f) => f.field === 'ParentId');
        assert.deepEqual([parent?.value, parent?.reads], [linked['ParentId'], ['parent_id']]);
        assert.ok(told.sources[0]!.requests.length > 1, 'the second pass has a request of its own');
      }
      if (system === 'salesforce') {
        const mail = Object.values(tables['EmailMessage']!).find((m) => m['ActivityId'] !== null)!;
        const task = String(mail['ActivityId']);
        const told = await explain(example, ran.run, task);
        assert.deepEqual(told.beside, { object: 'Task', id: task });
        assertWhole(told, 'EmailMessage', String(mail['Id']));
        const version = made.find(([object]) => object === 'ContentVersion')![1][0]!;
        const document = String(tables['ContentVersion']![version]!['ContentDocumentId']);
        assertWhole(await explain(example, ran.run, document), 'ContentVersion', version);
      }
      await undo(example, ran.run);
      for (const [object, [id]] of made) {
        const told = await explain(example, ran.run, id!, { object });
        assertWhole(told, object, id!);
        assert.equal(told.rolledBack, true);
      }
    });

    it('says so of what the load did not make', async () => {
      const { example, residents } = await open();
      const ran = await example.load();
      const [object, ids] = Object.entries(residents).at(-1)!;
      await assert.rejects(
        explain(example, ran.run, ids[0]!, { object }),
        /a person made it, or the platform/,
      );
      // A resident that the load has changed tells what it held before.
      const [met, [resident]] = Object.entries(residents)[0]! as [string, string[]];
      const told = await explain(example, ran.run, resident!, { object: met });
      assert.equal(told.createdBy, null);
      assert.ok(told.sources[0]!.requests.some((r) => r.before !== undefined));
    });
  });

describe('the address of a record', () => {
  const cases: [string, string, { object?: string; id: string } | undefined][] = [
    [
      'salesforce',
      'https://acme.lightning.force.com/lightning/r/Contact/003000000000001AAA/view',
      { object: 'Contact', id: '003000000000001AAA' },
    ],
    [
      'salesforce',
      'https://acme.lightning.force.com/lightning/r/003000000000001AAA/view',
      { id: '003000000000001AAA' },
    ],
    ['salesforce', 'https://acme.my.salesforce.com/003000000000001', { id: '003000000000001' }],
    ['salesforce', 'https://acme.my.salesforce.com/lightning/o/Contact/list', undefined],
    ['pipedrive', 'https://acme.pipedrive.com/person/7', { object: 'Person', id: '7' }],
    ['pipedrive', 'https://acme.pipedrive.com/leads/inbox/1e3b-7', { object: 'Lead', id: '1e3b-7' }],
    ['pipedrive', 'https://acme.pipedrive.com/settings/users', undefined],
  ];
  for (const [system, url, record] of cases)
    it(`${url} is ${record === undefined ? 'none' : JSON.stringify(record)}`, () =>
      assert.deepEqual(connectorOf(system)!.recordAt!(new URL(url)), record));
});
