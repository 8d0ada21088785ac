import assert from 'node:assert/strict';
import { openJournal } from '@migmap/engine/journal/journal';
import { join } from 'node:path';
import { overlapMs } from '@migmap/engine/delta/begin';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { liveSource, type LiveSource } from '../../support/engine/live-source.ts';
import { from, mapping, objectMap, ref, through } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';
import { departedOf } from './worlds.ts';

const plan = mapping([
  objectMap('Company', 'Account', { Name: from('name') }),
  objectMap('Person', 'Contact', { LastName: from('last'), AccountId: ref(from('company'), 'Company') }),
]);
const hour = 3_600_000;
const fields = { Company: { id: '', name: '' }, Person: { id: '', last: '', company: '' } };

describe('a delta from a source that can be asked for its changes', () => {
  const folder = temporaryFolder();

  function start(clock: string, lagMs = 0) {
    const source = liveSource({ clock, lagMs, fields });
    for (let i = 1; i <= 5; i++) source.save('Company', { id: `c${i}`, name: `Company ${i}` });
    source.save('Person', { id: 'p1', last: 'Ada', company: 'c1' });
    source.tick(hour);
    const destination = fakeDestination();
    const state = folder();
    const go = (options = {}) => run(plan, source, destination, state, options);
    const names = () => destination.all('Account').map((a) => a.values['Name']);
    return {
      source,
      destination,
      state,
      go,
      names,
      delta: (options = {}) => go({ delta: true, ...options }),
    };
  }
  const marked = async (state: string, id: string) => {
    const journal = openJournal(join(state, 'crm', 'journal.sqlite'));
    try {
      return (await journal.runs.get(id))?.facts.watermark;
    } finally {
      journal.close();
    }
  };
  const reads = (source: LiveSource) => source.reads.splice(0);

  for (const clock of ['1999-01-01T00:00:00.000Z', '2086-01-01T00:00:00.000Z'])
    it(`goes by the source's clock alone, though it says ${clock.slice(0, 4)}`, async () => {
      const { source, go, delta, names } = start(clock);
      await go();
      source.tick(hour);
      source.save('Company', { id: 'c2', name: 'Two' });
      source.save('Company', { id: 'c6', name: 'Six' });
      reads(source);
      const told = await delta();
      const since = new Date(Date.parse(clock) + hour - overlapMs).toISOString();
      assert.equal(told.report.delta?.from, since);
      assert.deepEqual(
        [...new Set(reads(source))].filter((r) => r.startsWith('Company')),
        ['Company', `Company since ${since}`].filter((r) => r !== 'Company'),
      );
      assert.deepEqual(
        [told.exitCode, told.report.totals.updated, told.report.totals.created, told.report.totals.unchanged],
        [0, 1, 1, 0],
      );
      assert.deepEqual(names(), ['Company 1', 'Two', 'Company 3', 'Company 4', 'Company 5', 'Six']);
    });

  it('catches what was changed while the run went on, whether its page was read or not', async () => {
    const { source, go, delta, names } = start('2026-01-01T00:00:00.000Z');
    source.onPage = (object, page) => {
      if (object !== 'Company' || page !== 2) return;
      source.tick(1000);
      source.save('Company', { id: 'c1', name: 'Behind the reader' });
      source.save('Company', { id: 'c5', name: 'Before the reader' });
    };
    await go();
    delete source.onPage;
    source.tick(hour);
    assert.equal((await delta()).exitCode, 0);
    assert.deepEqual([names()[0], names()[4]], ['Behind the reader', 'Before the reader']);
    assert.equal((await delta()).report.totals.updated, 0);
  });

  it('catches what became visible only after the run, though its time is before', async () => {
    const { source, go, delta, names } = start('2026-01-01T00:00:00.000Z', 60_000);
    source.save('Company', { id: 'c1', name: 'Committed late' });
    source.tick(1000);
    await go();
    assert.equal(names().includes('Committed late'), false);
    source.tick(hour);
    await delta();
    assert.ok(names().includes('Committed late'));
  });

  it('moves its mark only with a run that went through, and to where that one began to read', async () => {
    const { source, go, delta, names, state } = start('2026-01-01T00:00:00.000Z');
    const first = await go();
    assert.equal(await marked(state, first.run), '2026-01-01T01:00:00.000Z');
    source.tick(hour);
    source.save('Company', { id: 'c1', name: 'One' });
    const stop = new AbortController();
    source.onPage = () => stop.abort();
    const stopped = await delta({ signal: stop.signal });
    assert.deepEqual([stopped.exitCode, await marked(state, stopped.run)], [4, undefined]);
    delete source.onPage;
    source.tick(hour);
    const resumed = await delta({ resume: true });
    assert.deepEqual([resumed.run, resumed.exitCode, names()[0]], [stopped.run, 0, 'One']);
    assert.equal(
      await marked(state, resumed.run),
      '2026-01-01T02:00:00.000Z',
      'where it began, not where it was resumed',
    );
  });

  it('learns of deletions from the source, and leaves what it was not told of', async () => {
    const { source, destination, go, delta } = start('2026-01-01T00:00:00.000Z');
    await go();
    source.tick(hour);
    source.remove('Company', 'c5');
    const told = await delta({ applyDeletes: true });
    assert.deepEqual(departedOf(told), ['Account deleted']);
    assert.equal(destination.all('Account').length, 4);
  });

  it('reads all of an object whose values come from other records, whose records wait, or with another mapping', async () => {
    const { source, destination, state, go, delta } = start('2026-01-01T00:00:00.000Z');
    source.save('Person', { id: 'p2', last: 'Bob', company: 'c9' });
    assert.equal((await go()).exitCode, 3);
    source.tick(hour);
    source.save('Company', { id: 'c9', name: 'Nine' });
    reads(source);
    const told = await delta();
    assert.deepEqual([told.exitCode, told.report.totals.created], [0, 2]);
    assert.ok(reads(source).includes('Person'), 'one of them waited');
    source.tick(hour);
    await delta();
    assert.deepEqual(
      reads(source).filter((r) => r === 'Person'),
      [],
    );

    const other = mapping([
      ...plan.maps.slice(0, 1),
      objectMap('Person', 'Contact', { LastName: through(from('company'), 'Company', 'name') }),
    ]);
    await run(other, source, destination, state, { delta: true });
    source.tick(hour);
    source.save('Company', { id: 'c9', name: 'Neun' });
    await run(other, source, destination, state, { delta: true });
    assert.deepEqual(
      destination.all('Contact').map((c) => c.values['LastName']),
      ['Company 1', 'Neun'],
    );
  });
});
