import assert from 'node:assert/strict';
import { differences } from '../../support/example/differences.ts';
import { systems } from '../../support/example/example.ts';
import { scenes } from '../../support/example/scene.ts';
import { undo } from '../../support/example/undo.ts';

for (const system of systems)
  describe(`a load into ${system} that is rolled back`, function () {
    this.timeout(180_000);
    const scene = scenes(system);

    it('leaves the whole database as it was, days later; and a new run loads it anew', async () => {
      const { example, before, database, wait, now } = await scene();
      const ran = await example.load();
      const { created, updated, merged } = ran.report.totals;
      assert.ok(created > 100 && updated > 4 && merged > 0, JSON.stringify(ran.report.totals));
      const loaded = database();
      assert.ok(differences(before, loaded).length > created);
      wait(3);
      const done = await undo(example, ran.run, { now });
      assert.deepEqual([done.state, done.left], ['rolled-back', []]);
      assert.deepEqual(differences(before, database()), []);
      const again = await example.load();
      assert.deepEqual([again.report.totals.created, again.report.totals.updated], [created, updated]);
    });
  });
