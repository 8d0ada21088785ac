import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openJournal } from '@migmap/engine/journal/journal';
import { rollBack } from '@migmap/engine/rollback/rollback';
import { explainRecord } from '@migmap/engine/explain/explain';
import { fakeDestination, type Fault } from '../../support/engine/fake-destination.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';
import { conflictsOf, departedOf, loaded, plan, world } from './worlds.ts';

const later = {
  c1: { phone: '11' },
  c2: { name: 'Bolt 2' },
  c3: null,
  c4: { name: 'Dyne' },
  p1: { last: 'Ada 2' },
  p3: { last: 'Cy', company: 'c4' },
};
const faults: Fault[] = [
  'answer lost after commit',
  'half committed, answer lost',
  'dropped before commit',
  'permuted',
  'result missing',
  'result doubled',
  'unavailable',
];

describe('a delta that is disturbed', () => {
  const folder = temporaryFolder();

  /** What every one of these deltas must come to. */
  function check({ destination, record }: Awaited<ReturnType<typeof loaded>>): void {
    assert.deepEqual(
      destination.all('Account').map((a) => [a.values['Name'], a.values['Phone'] ?? null]),
      [
        ['Acme', 'by hand'],
        ['Bolt 2', '2'],
        ['Dyne', null],
      ],
    );
    assert.deepEqual(
      destination.all('Contact').map((c) => c.values['LastName']),
      ['Ada 2', 'Bob', 'Cy'],
    );
    assert.equal(record('Contact', 'p3').values['AccountId'], record('Account', 'c4').id);
  }

  for (const fault of faults)
    it(`comes to the same end with: ${fault}`, async () => {
      let on = false;
      const it = await loaded(folder(), { fault: (_b, n) => (on && n % 2 === 0 ? fault : undefined) });
      await it.edit('Account', 'c1', { Phone: 'by hand' });
      on = true;
      const told = await it.delta(world(later), { applyDeletes: true });
      assert.deepEqual(
        [told.exitCode, conflictsOf(told), departedOf(told)],
        [0, ['Account.Phone both'], ['Account deleted']],
      );
      check(it);
    });

  const instants: [when: 'before' | 'in' | 'after', n: number][] = [
    ...[0, 1, 2, 3].map((n): ['before', number] => ['before', n]),
    ...[0, 1, 2, 3].map((n): ['after', number] => ['after', n]),
    ['in', 0],
    ['in', 2],
  ];
  for (const [when, n] of instants)
    it(`goes on when it stopped ${when} request ${n}, without taking its own writes for a person's`, async () => {
      const stop = new AbortController();
      let count = -1;
      let on = false;
      const it = await loaded(folder(), {
        fault: () => {
          if (!on || ++count !== n) return undefined;
          if (when === 'before') return 'quota spent';
          stop.abort();
          return when === 'in' ? 'hangs' : 'answer lost after commit';
        },
      });
      await it.edit('Account', 'c1', { Phone: 'by hand' });
      on = true;
      const stopped = await it.delta(world(later), { applyDeletes: true, signal: stop.signal });
      assert.equal(stopped.exitCode, 4);
      on = false;
      const told = await it.delta(world(later), { applyDeletes: true, resume: true });
      assert.deepEqual(
        [told.run, told.exitCode, conflictsOf(told), departedOf(told)],
        [stopped.run, 0, ['Account.Phone both'], ['Account deleted']],
      );
      check(it);
    });

  it('is resumed as the delta that it was', async () => {
    let fault: Fault | undefined;
    const it = await loaded(folder(), { fault: () => fault });
    await it.edit('Account', 'c1', { Phone: 'by hand' });
    fault = 'quota spent';
    const stopped = await it.delta(world(later));
    fault = undefined;
    const told = await run(plan, world(later), it.destination, it.state, { resume: true });
    assert.deepEqual([told.run, conflictsOf(told)], [stopped.run, ['Account.Phone both']]);
    assert.equal(it.record('Account', 'c1').values['Phone'], 'by hand');
  });

  it('finds the next change after an update whose answer was lost', async () => {
    let fault: Fault | undefined;
    const stop = new AbortController();
    const it = await loaded(folder(), {
      fault: () => {
        if (fault === 'hangs') stop.abort();
        return fault;
      },
    });
    fault = 'hangs';
    assert.equal((await it.delta(world({ c1: { phone: '11' } }), { signal: stop.signal })).exitCode, 4);
    fault = undefined;
    // Done after all, long after anybody listened.
    await it.edit('Account', 'c1', { Phone: '11' });
    const resumed = await it.delta(world({ c1: { phone: '11' } }), { resume: true });
    assert.deepEqual([conflictsOf(resumed), resumed.report.totals.updated], [[], 1]);
    const next = await it.delta(world({ c1: { phone: '111' } }));
    assert.deepEqual([conflictsOf(next), it.record('Account', 'c1').values['Phone']], [[], '111']);
  });

  it('can be rolled back, and run again to the same end', async () => {
    const it = await loaded(folder());
    await it.edit('Account', 'c1', { Phone: 'by hand' });
    const before = ['Account', 'Contact'].map((o) => it.destination.all(o));
    const told = await it.delta(world(later));
    const journal = openJournal(join(it.state, 'crm', 'journal.sqlite'));
    const row = (await journal.runs.get(told.run))!;
    const undone = await rollBack({ run: row, journal, mapping: plan, destination: it.destination });
    journal.close();
    assert.deepEqual([undone.state, undone.left], ['rolled-back', []]);
    assert.deepEqual(
      ['Account', 'Contact'].map((o) => it.destination.all(o)),
      before,
    );
    const again = await it.delta(world(later), { applyDeletes: true });
    assert.deepEqual(
      [again.exitCode, conflictsOf(again), departedOf(again)],
      [0, ['Account.Phone both'], ['Account deleted']],
    );
    check(it);
  });

  it('works from a journal whose kept requests are gone: nothing that differs is overwritten', async () => {
    const it = await loaded(folder());
    const journal = openJournal(join(it.state, 'crm', 'journal.sqlite'));
    journal.close();
    const { DatabaseSync } = await import('node:sqlite');
    const db = new DatabaseSync(join(it.state, 'crm', 'journal.sqlite'));
    db.exec('DELETE FROM batch_sent; DELETE FROM batch_answers');
    db.close();
    const told = await it.delta(world({ c1: { phone: '11', site: 'https://a.example' } }));
    assert.deepEqual(conflictsOf(told), ['Account.Phone unknown']);
    const { Phone, Website } = it.record('Account', 'c1').values;
    assert.deepEqual([Phone, Website], ['1', 'https://a.example']);
  });

  it('is explained by the run that wrote', async () => {
    const it = await loaded(folder());
    const told = await it.delta(world({ c1: { phone: '11' } }));
    const journal = openJournal(join(it.state, 'crm', 'journal.sqlite'));
    const explained = await explainRecord(journal, told.run, plan, it.record('Account', 'c1').id);
    journal.close();
    assert.deepEqual(
      explained.sources[0]?.fields.map((f) => [f.field, f.value]),
      [['Phone', '11']],
    );
    assert.deepEqual([explained.createdBy, explained.lastRun], [it.first.run, told.run]);
  });

  it('takes up a first load that was not finished', async () => {
    let fault: Fault | undefined = 'quota spent';
    const destination = fakeDestination({ fault: (b) => (b.object === 'Contact' ? fault : undefined) });
    const state = folder();
    assert.equal((await run(plan, world(), destination, state)).exitCode, 4);
    fault = undefined;
    const told = await run(plan, world({ c1: { phone: '11' } }), destination, state, { delta: true });
    assert.deepEqual([told.exitCode, told.report.totals.created, told.report.totals.updated], [0, 2, 1]);
  });
});
