import assert from 'node:assert/strict';
import type { FaultInput } from '@migmap/emulators/faults/faults';
import { roads } from '../roads/all.ts';
import { assertSame } from '../roads/compare.ts';
import type { ExportRows } from '../roads/export.ts';
import { requestsTo } from '../roads/road.ts';
import { loadOnce } from './trip.ts';

const road = roads.upsertCollections;
const contacts = requestsTo('PATCH /composite/sobjects/Contact/Source_Id__c');
const same = (rows: ExportRows): ExportRows => rows;

describe('a bad row costs a row', function () {
  this.timeout(60_000);

  it('a text that is too long: its record is held or failed by name, all others are there', () =>
    loadOnce(
      road,
      (rows) => ({
        ...rows,
        contacts: rows.contacts.map((c, i) => (i === 3 ? { ...c, last_name: 'x'.repeat(90) } : c)),
      }),
      [],
      ({ outcome, content, rows }) => {
        assert.equal(outcome.exitCode, 3);
        const bad = rows.contacts[3]!['id']!;
        const phase = outcome.report.phases.find((p) => p.destination === 'Contact')!;
        assert.equal(phase.counts.created, rows.contacts.length - 1);
        assert.equal(phase.counts.held + phase.counts.failed, 1);
        assert.deepEqual(
          [phase.reasons[0]?.field, phase.reasons[0]?.line?.split(':')[0]],
          ['LastName', 'main.migmap'],
        );
        assert.ok(!content['Contact']!.some((line) => line.startsWith(`${bad} |`)));
      },
    ));

  it('a request that is refused whole for one of its rows is halved until that row stands alone', () =>
    loadOnce(
      road,
      same,
      // The platform cannot read one row: the whole request is refused, then the half that holds it, then the row.
      [{ ...contacts, nth: 2, times: 2, kind: 'reject', status: 400, code: 'JSON_PARSER_ERROR' }],
      ({ outcome, content, rows, site }) => {
        assert.equal(outcome.exitCode, 0, outcome.report.warnings.join('\n'));
        assertSame(content, road.expected(rows));
        const refused = site.requests.filter((r) => r.status === 400 && r.path.includes('/Contact/'));
        assert.equal(refused.length, 2);
      },
    ));

  const locks: readonly FaultInput[] = [
    { ...contacts, nth: 1, times: 3, kind: 'refuseRecord', code: 'UNABLE_TO_LOCK_ROW' },
  ];
  it('rows that others have locked are sent again, and again, and pass', () =>
    loadOnce(road, same, locks, ({ outcome, content, rows }) => {
      assert.equal(outcome.exitCode, 0, outcome.report.warnings.join('\n'));
      assertSame(content, road.expected(rows));
    }));

  it('rows are sent in the order of their parents, so that few requests meet at one', () =>
    loadOnce(road, same, [], ({ site }) => {
      const parents = site.db
        .prepare('SELECT AccountId FROM Contact ORDER BY Id')
        .all()
        .map((r) => String(r['AccountId']));
      const changes = parents.filter((p, i) => i > 0 && p !== parents[i - 1]).length;
      const least = new Set(parents).size - 1;
      // Requests run side by side, each of which may cut one parent's rows in two.
      assert.ok(changes <= least + Math.ceil(parents.length / road.batch), `${changes} changes of parent`);
      assert.ok(least > 2, 'several parents');
    }));
});
