import assert from 'node:assert/strict';
import { RunInterrupted } from '@migmap/engine/run/stop';
import { differences } from '../../support/example/differences.ts';
import { systems, type System } from '../../support/example/example.ts';
import { chosen, long } from '../seeded.ts';
import type { Killed } from '../../support/example/killed.ts';
import { scenes } from '../../support/example/scene.ts';
import { undo } from '../../support/example/undo.ts';
import { watched } from '../../support/example/watched.ts';

/** Writes of a load at which its process dies. */
const deaths: Readonly<Record<System, readonly Pick<Killed, 'killAt' | 'when'>[]>> = {
  salesforce: [
    { killAt: 0, when: 'after commit' },
    { killAt: 6, when: 'before commit' },
    { killAt: 23, when: 'after commit' },
  ],
  pipedrive: [
    { killAt: 2, when: 'after commit' },
    { killAt: 50, when: 'before commit' },
    { killAt: 110, when: 'after commit' },
  ],
};
/** Writes of a roll-back between one interruption and the next. */
const stretch: Readonly<Record<System, number>> = long
  ? { salesforce: 4, pipedrive: 14 }
  : { salesforce: 8, pipedrive: 35 };

for (const system of systems)
  describe(`a load into ${system} that is rolled back`, function () {
    this.timeout(240_000);
    const scene = scenes(system);

    it('leaves the whole database as it was, days later; and a new run loads it anew', async () => {
      const { example, before, database, wait, now } = await scene();
      const ran = await example.load();
      const { created, updated, merged } = ran.report.totals;
      assert.ok(created > 100 && updated > 4 && merged > 0, JSON.stringify(ran.report.totals));
      assert.ok(differences(before, database()).length > created);
      wait(3);
      const done = await undo(example, ran.run, { now });
      assert.deepEqual([done.state, done.left], ['rolled-back', []]);
      assert.deepEqual(differences(before, database()), []);
      const again = await example.load();
      assert.deepEqual([again.report.totals.created, again.report.totals.updated], [created, updated]);
    });

    for (const death of chosen(deaths[system], 1, system))
      it(`leaves the whole database as it was when it died ${death.when} of write ${death.killAt}`, async () => {
        const { example, before, database, killed } = await scene();
        assert.equal(await killed({ work: 'load', ...death }), 'SIGKILL');
        if (death.when === 'after commit') assert.notDeepEqual(differences(before, database()), []);
        const done = await undo(example, 'latest');
        assert.deepEqual([done.state, done.left], ['rolled-back', []]);
        assert.deepEqual(differences(before, database()), []);
      });

    // Waits for what a server may still be doing with the requests of each process that died.
    if (long)
      it('leaves the whole database as it was when it died, was resumed, and its roll-back died too', async () => {
        const { example, before, database, killed } = await scene();
        const [, death] = deaths[system];
        assert.equal(await killed({ work: 'load', ...death! }), 'SIGKILL');
        const ran = await example.load({ resume: true });
        const work = { rollBack: ran.run };
        for (const when of ['after commit', 'before commit'] as const)
          assert.equal(await killed({ work, killAt: 5, when }), 'SIGKILL');
        const done = await undo(example, ran.run);
        assert.deepEqual([done.state, done.left], ['rolled-back', []]);
        assert.deepEqual(differences(before, database()), []);
      });

    it('comes to the same end when its roll-back is cut off again and again', async () => {
      const { example, before, database } = await scene();
      const ran = await example.load();
      for (let n = 0, state = 'interrupted'; state === 'interrupted'; n++) {
        assert.ok(n < 100, 'the roll-back gets nowhere');
        const cut = (at: number): void => {
          if (at === stretch[system]) throw new RunInterrupted('cut off');
        };
        const done = await undo(watched(example, n % 2 ? { before: cut } : { after: cut }), ran.run);
        state = done.state;
        if (state === 'rolled-back') {
          assert.ok(n > 2, `${n} interruptions`);
          assert.deepEqual([done.left, done.counts.gone], [[], 0]);
        }
      }
      assert.deepEqual(differences(before, database()), []);
    });
  });
