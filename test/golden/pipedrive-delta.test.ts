import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { WriteBatch } from '@migmap/engine/connectors/destination';
import { openJournal } from '@migmap/engine/journal/journal';
import { temporaryFolder } from '../support/engine/run.ts';
import { conflictsOf, departedOf } from '../unit/delta/worlds.ts';
import { readExport } from './example/export.ts';
import { editCsv, type Cells } from './example/later-export.ts';
import { pipedriveInProcess } from './pipedrive-example/in-process.ts';

describe('a delta upon the example, into Pipedrive', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();

  it('brings over what changed, keeps what a person wrote, and makes nothing twice', async () => {
    const example = await pipedriveInProcess(folder);
    try {
      const { destination, out } = example;
      const first = await example.run();
      const journal = openJournal(join(first.directory, '..', '..', 'journal.sqlite'));
      /** Destination ids of what the first run made of a map's records, by source id. */
      const idsOf = async (map: string) => {
        const rows = await journal.records.createdIds(first.run, map, undefined, 1000);
        return new Map(rows.map((r) => [r.sourceId, r.destinationId]));
      };
      const organizations = await idsOf('Company->Organization');
      const deals = await idsOf('Deal->Deal');
      const tasks = await idsOf('Task->Activity');
      journal.close();
      const person = async (object: string, operation: WriteBatch['operation'], id: string, values = {}) => {
        const told = await destination.write(
          {
            object,
            operation,
            channel: (await destination.capabilities()).channels[0]!.name,
            records: [{ key: id, id, values }],
          },
          { remember: async () => {} },
        );
        assert.notEqual(told[0]?.outcome, 'failed', JSON.stringify(told));
      };
      const nameOf = async (id: string) =>
        (await destination.read('Organization', [id], ['name']))[0]?.values['name'];

      const [edited, parent] = [...organizations.keys()] as [string, string];
      const [goneDeal] = [...deals.keys()] as [string];
      const [goneTask] = [...tasks.keys()] as [string];
      const files = readExport(out);
      const every = (file: string, cells: (row: Readonly<Record<string, string>>) => Cells) =>
        Object.fromEntries(files.csv(file).rows.map((r) => [r['id']!, cells(r)]));
      editCsv(out, 'companies.csv', {
        ...every('companies.csv', (r) => ({ Description: `later: ${r['name']}` })),
        [edited]: { Name: 'By the source' },
        [parent]: null,
        'CO-900001': { Name: 'Later Ltd', Domain: 'later.example', 'Owner ID': 'US-000001' },
      });
      editCsv(
        out,
        'contacts.csv',
        every('contacts.csv', () => ({ Title: 'Chief of Later' })),
      );
      editCsv(
        out,
        'deals.csv',
        every('deals.csv', () => ({ 'Expected Close Date': '31.12.2027' })),
      );
      editCsv(out, 'tasks.csv', { [goneTask]: null });
      await person('Organization', 'update', organizations.get(edited)!, { name: 'By hand' });
      await person('Deal', 'delete', deals.get(goneDeal)!);

      const objects = ['Organization', 'Person', 'Lead', 'Deal', 'Activity', 'Note', 'File', 'DealProduct'];
      const counts = async () =>
        Object.fromEntries(
          await Promise.all(objects.map(async (o) => [o, await destination.count(o)] as const)),
        );
      const before = await counts();
      const told = await example.run({ delta: true });
      assert.equal(told.exitCode, 3);
      const [both, ...others] = conflictsOf(told);
      assert.equal(both, 'Organization.name both');
      // Pipedrive sums a deal's products up; nobody overwrites that either.
      assert.deepEqual([...new Set(others)], ['Deal.value destination']);
      assert.equal(await nameOf(organizations.get(edited)!), 'By hand');
      assert.deepEqual(departedOf(told), ['Organization listed', 'Activity listed']);
      const { totals, phases } = told.report;
      assert.equal(totals.failed, 0, JSON.stringify(phases.flatMap((p) => p.reasons)));
      assert.equal(totals.created, 1);
      assert.ok(totals.updated > 40, JSON.stringify(totals));
      for (const p of phases) assert.ok(p.balanced, p.id);
      const reasons = phases.flatMap((p) => p.reasons.map((r) => `${p.destination}: ${r.reason}`));
      assert.ok(
        reasons.some((r) => r.startsWith('Deal: it was loaded as …, which is no longer')),
        reasons.join('\n'),
      );
      assert.deepEqual(await counts(), { ...before, Organization: before['Organization']! + 1 });

      const again = await example.run({ delta: true, applyDeletes: true });
      assert.deepEqual([again.report.totals.created, again.report.totals.updated], [0, 0]);
      assert.deepEqual(conflictsOf(again), ['Organization.name both']);
      assert.deepEqual(
        departedOf(again).map((d) => d.replace(/(File|Person) \d+/, 'a record')),
        ['Organization left: a record still points at it', 'Activity deleted'],
      );
      assert.equal(await destination.count('Activity'), before['Activity']! - 1);
    } finally {
      await example.close();
    }
  });
});
