import assert from 'node:assert/strict';
import type { Capabilities } from '@migmap/engine/connectors/capabilities';
import { crm } from '../../support/engine/crm.ts';
import { fakeCapabilities, fakeDestination, type Fault } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

const faults: readonly Fault[] = [
  'answer lost after commit',
  'half committed, answer lost',
  'dropped before commit',
  'permuted',
  'result missing',
  'result doubled',
  'unavailable',
  'slow down',
  'bug',
];

interface System {
  readonly capabilities?: Partial<Capabilities>;
  readonly jobs?: boolean;
  readonly createdTimes?: boolean;
  readonly companies?: number;
}

const systems: Record<string, System> = {
  'a system with upsert': {},
  'a first load that inserts': { createdTimes: true },
  'a system without upsert': { capabilities: { upsert: 'none' } },
  'a bulk interface with jobs': { jobs: true },
  'one record per request': {
    companies: 8,
    capabilities: {
      upsert: 'none',
      channels: [{ ...fakeCapabilities.channels[0]!, maxRecords: 1 }],
    },
  },
};

describe('a request that goes wrong', () => {
  const folder = temporaryFolder();
  for (const [system, { createdTimes, companies = 40, ...options }] of Object.entries(systems))
    for (const fault of faults)
      it(`${fault}, every third time, ${system}: every record once, under its parent`, async () => {
        const world = crm(companies, { createdTimes });
        const destination = fakeDestination({
          ...options,
          fault: (_b, n) => (n % 3 === 1 ? fault : undefined),
        });
        const outcome = await run(world.mapping, world.source, destination, folder());
        assert.equal(outcome.exitCode, 0, outcome.report.warnings.join('\n'));
        world.check(destination);
        assert.ok(outcome.report.phases.every((p) => p.balanced));
        assert.equal(outcome.report.totals.created, companies * 11);
      });

  it('records that nothing identifies are held, never doubled, until a person says to retry', async () => {
    const source = fakeSource({
      Remark: Array.from({ length: 60 }, (_, i) => ({ id: `r${i}`, text: `Remark ${i}` })),
    });
    const plan = mapping([objectMap('Remark', 'Note', { Body: from('text') }, { key: undefined })]);
    let broken = true;
    const destination = fakeDestination({
      fault: (batch) => (broken && batch.records.length === 50 ? 'dropped before commit' : undefined),
    });
    const state = folder();
    const first = await run(plan, source, destination, state);
    assert.deepEqual([first.report.totals.held, first.report.totals.created, first.exitCode], [50, 10, 3]);
    broken = false;
    const second = await run(plan, source, destination, state);
    assert.deepEqual([second.report.totals.held, second.report.totals.unchanged], [50, 10]);
    const retried = await run(plan, source, destination, state, { retryHeld: true });
    assert.deepEqual([retried.report.totals.created, retried.exitCode], [50, 0]);
    assert.equal(destination.all('Note').length, 60);
  });

  it('a spent quota interrupts, and the run resumes', async () => {
    const world = crm(40);
    let spent = true;
    const destination = fakeDestination({ fault: (_b, n) => (spent && n === 3 ? 'quota spent' : undefined) });
    const state = folder();
    const first = await run(world.mapping, world.source, destination, state);
    assert.equal(first.exitCode, 4);
    assert.match(first.report.warnings.join(), /quota is spent/);
    spent = false;
    const second = await run(world.mapping, world.source, destination, state, { resume: true });
    assert.equal(second.run, first.run);
    assert.equal(second.exitCode, 0);
    world.check(destination);
  });

  it('a destination that never answers interrupts instead of failing records', async () => {
    const world = crm(10);
    const destination = fakeDestination({ fault: () => 'unavailable' });
    const outcome = await run(world.mapping, world.source, destination, folder());
    assert.equal(outcome.exitCode, 4);
    assert.equal(outcome.report.totals.failed, 0);
  });
});
