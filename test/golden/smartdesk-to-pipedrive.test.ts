import assert from 'node:assert/strict';
import { temporaryFolder } from '../support/engine/run.ts';
import { pipedriveExample } from './pipedrive-example.ts';

describe('the example from SmartDesk to Pipedrive', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();

  it('prepares an account and loads an export into it, every record accounted for', async () => {
    const example = await pipedriveExample(folder);
    try {
      const { destination, schema } = example;
      const enterprise = schema.pipelines?.find((p) => p.name === 'Enterprise');
      assert.deepEqual(
        enterprise?.stages.map((s) => [s.name, s.probability]),
        [
          ['Discovery', 10],
          ['Qualified', 30],
          ['Proposal', 60],
          ['Negotiation', 80],
          ['Won', 100],
          ['Lost', 0],
        ],
      );
      const ran = await example.run();
      const { totals, phases } = ran.report;
      assert.equal(ran.exitCode, 3, 'owners without a user, and stages that nobody knows, are held');
      assert.equal(totals.failed, 0, JSON.stringify(ran.report.warnings));
      assert.ok(totals.created > 100, JSON.stringify(totals));
      for (const phase of phases) assert.ok(phase.balanced, phase.id);
      for (const object of [
        'Organization',
        'Person',
        'Lead',
        'Deal',
        'Activity',
        'Note',
        'File',
        'DealProduct',
      ]) {
        const created = phases
          .filter((p) => p.destination === object)
          .reduce((sum, p) => sum + p.counts.created, 0);
        assert.ok(created > 0, object);
        assert.equal(await destination.count(object), created, object);
      }
    } finally {
      await example.close();
    }
  });
});
