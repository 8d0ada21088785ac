import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { lockJournal } from '@migmap/engine/journal/journal';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap, ref } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

const lines = { Name: from('name'), CreatedDate: from('at') };
const plan = mapping([
  objectMap('Company', 'Account', lines),
  objectMap('Person', 'Contact', { LastName: from('id'), AccountId: ref(from('company'), 'Company') }),
]);
const people = [{ id: 'p1', company: 'c1' }];
const world = (name: string | null) =>
  fakeSource({
    Company: [
      { id: 'c1', name, at: '2020-01-01T00:00:00Z' },
      { id: 'c2', name: 'B', at: '2020-01-01T00:00:00Z' },
    ],
    Person: people,
  });

describe('another run', () => {
  const folder = temporaryFolder();

  it('updates what has changed and leaves created times alone', async () => {
    const destination = fakeDestination();
    const state = folder();
    await run(plan, world('A'), destination, state);
    assert.equal(destination.requests[0]?.operation, 'insert');
    const again = await run(plan, world('A2'), destination, state);
    assert.deepEqual([again.report.totals.updated, again.report.totals.unchanged], [1, 2]);
    const last = destination.requests.at(-1);
    assert.equal(last?.operation, 'update');
    assert.deepEqual(Object.keys(last?.records[0]?.values ?? {}).toSorted(), ['Key__c', 'Name']);
    assert.deepEqual(
      destination.all('Account').map((a) => a.values['Name']),
      ['A2', 'B'],
    );
  });

  it('makes no second record when the journal is lost', async () => {
    for (const capabilities of [{}, { upsert: 'none' as const }]) {
      const destination = fakeDestination({ capabilities });
      const state = folder();
      await run(plan, world('A'), destination, state);
      rmSync(state, { recursive: true });
      const again = await run(plan, world('A2'), destination, state);
      assert.equal(again.exitCode, 0);
      assert.deepEqual(
        destination.all('Account').map((a) => a.values['Name']),
        ['A2', 'B'],
      );
      assert.deepEqual([again.report.totals.created, again.report.totals.updated], [0, 3]);
    }
  });

  it('with retryHeld takes only what was held or failed, and the children that waited', async () => {
    const destination = fakeDestination();
    const state = folder();
    const first = await run(plan, world(null), destination, state);
    assert.deepEqual([first.report.totals.created, first.report.totals.held], [1, 2]);
    const retried = await run(plan, world('A'), destination, state, { retryHeld: true });
    assert.equal(retried.exitCode, 0, JSON.stringify(retried.report.phases));
    assert.deepEqual([retried.report.totals.created, retried.report.totals.unchanged], [2, 0]);
    assert.deepEqual(
      retried.report.phases.map((p) => p.inScope),
      [1, 1],
    );
  });

  it('with nothing to resume says so and starts anew', async () => {
    const outcome = await run(plan, world('A'), fakeDestination(), folder(), { resume: true });
    assert.ok(outcome.events.some((e) => e.event === 'note' && e.message.includes('nothing to resume')));
    assert.equal(outcome.exitCode, 0);
  });

  it('is refused while one is going on', async () => {
    const state = folder();
    mkdirSync(join(state, 'crm'));
    const unlock = lockJournal(join(state, 'crm'));
    await assert.rejects(
      run(plan, world('A'), fakeDestination(), state),
      /Another run is writing .*process \d+/,
    );
    unlock();
    assert.equal((await run(plan, world('A'), fakeDestination(), state)).exitCode, 0);
  });

  it('stops before the next phase when records have gone, and goes on when resumed', async () => {
    const destination = fakeDestination({
      after: (batch) => {
        if (batch.object === 'Account') destination.remove('Account', 'Account-1');
      },
    });
    const state = folder();
    const outcome = await run(plan, world('A'), destination, state);
    assert.equal(outcome.exitCode, 2);
    assert.equal(outcome.report.state, 'stopped');
    assert.equal(destination.all('Contact').length, 0);
    const resumed = await run(plan, world('A'), destination, state, { resume: true });
    assert.equal(resumed.exitCode, 3);
    assert.deepEqual(
      [resumed.report.totals.created, resumed.report.totals.failed, resumed.report.totals.held],
      [1, 1, 1],
    );
  });

  it("tells other people's records apart from its own", async () => {
    const destination = fakeDestination({
      after: (batch) => {
        if (batch.object === 'Account') destination.put('Account', { Name: 'By hand' });
      },
    });
    const outcome = await run(plan, world('A'), destination, folder());
    assert.equal(outcome.exitCode, 0);
    assert.equal(outcome.report.phases[0]?.othersGained, 1);
    assert.match(outcome.report.warnings.join(), /1 records were added by others/);
  });
});
