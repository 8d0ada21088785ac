import assert from 'node:assert/strict';
import { roads } from '../roads/all.ts';
import { assertSame } from '../roads/compare.ts';
import type { ExportRows } from '../roads/export.ts';
import { loadOnce } from './trip.ts';

/** Two companies whose ids differ in case alone, far enough apart for requests of their own. */
const twins = (rows: ExportRows): ExportRows => ({
  ...rows,
  companies: [...rows.companies, { ...rows.companies[0], id: 'co-0', name: 'Another one' }],
});

describe('keys that are one to the destination and two to the source', function () {
  this.timeout(60_000);
  for (const name of ['upsertCollections', 'upsertBulk', 'insertCollections', 'insertComposite'] as const)
    it(`${roads[name].name}: the second waits for a person, and the first stays as it is`, () =>
      loadOnce(roads[name], twins, [], ({ outcome, content, rows }) => {
        assert.equal(outcome.exitCode, 3);
        const accounts = outcome.report.phases.find((p) => p.destination === 'Account');
        assert.deepEqual(
          [accounts?.counts.created, accounts?.counts.held, accounts?.counts.updated],
          [rows.companies.length - 1, 1, 0],
        );
        assert.match(accounts?.reasons[0]?.reason ?? '', /its Source_Id__c is also that of/);
        const first = { ...rows, companies: rows.companies.filter((c) => c['id'] !== 'co-0') };
        assertSame(content, roads[name].expected(first));
      }));

  it('Pipedrive, which tells them apart: both are loaded', () =>
    loadOnce(roads.pipedrive, twins, [], ({ outcome, content, rows }) => {
      assert.equal(outcome.exitCode, 0);
      assertSame(content, roads.pipedrive.expected(rows));
    }));
});
