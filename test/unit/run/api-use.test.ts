import assert from 'node:assert/strict';
import { fakeDestination, type Fault } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

describe('what a run has cost', () => {
  const folder = temporaryFolder();
  const rows = Array.from({ length: 120 }, (_, i) => ({ id: `c${i}`, name: `C${i}` }));
  const source = fakeSource({ Company: rows });
  const plan = mapping([objectMap('Company', 'Lead', { LastName: from('name') })]);

  it('adds up over its resumptions, with the pauses of the run itself', async () => {
    const state = folder();
    const used = (requests: number) => ({
      requests,
      repeats: 1,
      bytesSent: 1000,
      waits: 2,
      waitedMs: 50,
      tokens: 7,
      remaining: 90 - requests,
    });
    let faults: readonly Fault[] = ['quota spent'];
    const destination = fakeDestination({
      fault: () => {
        const [fault, ...rest] = faults;
        faults = rest;
        return fault;
      },
    });
    const first = await run(plan, source, { ...destination, usage: () => used(5) }, state);
    assert.equal(first.exitCode, 4);
    faults = ['unavailable'];
    const second = await run(plan, source, { ...destination, usage: () => used(8) }, state, { resume: true });
    assert.equal(second.run, first.run);
    const { waitedMs, ...api } = second.report.api!;
    assert.ok(waitedMs >= 100);
    assert.ok(api.waits > 4, 'the run has waited by itself too');
    assert.deepEqual(api, {
      requests: 13,
      repeats: 2,
      bytesSent: 2000,
      waits: api.waits,
      tokens: 14,
      remaining: 82,
    });
    const [phase] = second.report.phases;
    assert.ok(phase!.writes!.requests >= 3 && phase!.writes!.bytes > 0, JSON.stringify(phase));
  });
});
