import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { temporaryFolder } from '../../support/engine/run.ts';
import { departedOf, loaded, world, type Changes } from './worlds.ts';

describe('what has left the source or the destination', () => {
  const folder = temporaryFolder();

  it('is listed and left alone, until it was asked for', async () => {
    const { destination, delta } = await loaded(folder());
    const source = world({ c3: null, p1: null });
    for (let i = 0; i < 2; i++) {
      const told = await delta(source);
      assert.equal(told.exitCode, 0);
      assert.deepEqual(departedOf(told), ['Account listed', 'Contact listed']);
      const rows = parse(readFileSync(join(told.directory, 'deleted.csv')), { columns: true }) as Record<
        string,
        string
      >[];
      assert.deepEqual(
        rows.map((r) => [r['source id'], r['why'], r['outcome']]),
        [
          ['c3', 'deleted in the source', 'listed'],
          ['p1', 'deleted in the source', 'listed'],
        ],
      );
    }
    assert.deepEqual([destination.all('Account').length, destination.all('Contact').length], [3, 2]);
  });

  it('is deleted on request, children before their parents, and is new when it comes back', async () => {
    const { destination, delta, record } = await loaded(folder());
    const told = await delta(world({ c1: null, p1: null }), { applyDeletes: true });
    assert.deepEqual(departedOf(told), ['Account deleted', 'Contact deleted']);
    assert.deepEqual(
      destination.requests.filter((r) => r.operation === 'delete').map((r) => r.object),
      ['Contact', 'Account'],
    );
    assert.deepEqual([destination.all('Account').length, destination.all('Contact').length], [2, 1]);
    for (const p of told.report.phases) assert.ok(p.balanced, p.id);
    assert.deepEqual(departedOf(await delta(world({ c1: null, p1: null }))), []);
    const back = await delta(world());
    assert.equal(back.report.totals.created, 2);
    assert.equal(record('Contact', 'p1').values['AccountId'], record('Account', 'c1').id);
  });

  it('is left where a person edited it, where others point at it, and where it was there before', async () => {
    const { destination, delta, edit, record } = await loaded(folder());
    await edit('Account', 'c3', { Phone: 'by hand' });
    const theirs = destination.put('Contact', { LastName: 'Theirs', AccountId: record('Account', 'c1').id });
    const told = await delta(world({ c1: null, c2: null, c3: null, p1: null, p2: null }), {
      applyDeletes: true,
    });
    assert.deepEqual(departedOf(told), [
      `Account left: Contact ${theirs} still points at it`,
      'Account deleted',
      'Account left: Phone was changed since',
      'Contact deleted',
      'Contact deleted',
    ]);
  });

  it('is forgotten where the destination has it no longer either', async () => {
    const { destination, delta, record } = await loaded(folder());
    destination.remove('Contact', record('Contact', 'p1').id);
    assert.deepEqual(departedOf(await delta(world({ p1: null }))), []);
  });

  for (const changes of [{}, { p1: { last: 'Ada 2' } }] as Changes[])
    it(`is not made again where a person deleted it, ${Object.keys(changes).length ? '' : 'un'}changed in the source`, async () => {
      const { destination, delta, record } = await loaded(folder());
      destination.remove('Contact', record('Contact', 'p1').id);
      for (let i = 0; i < 2; i++) {
        const told = await delta(world(changes));
        assert.deepEqual([told.exitCode, told.report.totals.held, told.report.totals.created], [3, 1, 0]);
        const reason = told.report.phases.flatMap((p) => p.reasons).find((r) => r.state === 'held');
        assert.match(
          reason?.reason ?? '',
          /no longer in the destination.*restore it there and run the delta again/,
        );
        assert.equal(destination.all('Contact').length, 1);
      }
    });
});
