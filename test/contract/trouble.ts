import assert from 'node:assert/strict';
import { ids, type Bench } from './bench.ts';
import type { Fault, Harness } from './harness.ts';

/** Whatever happens on the way, no record is lost or made twice. */
export function contractOfTrouble(harness: Harness, open: () => Bench, channel: string): void {
  describe(`trouble on ${channel}`, () => {
    let bench: Bench;
    before(() => (bench = open()));
    it('an answer that is lost leaves nothing that a look-up does not tell', async () => {
      const keys = bench.fresh(8);
      bench.fault('loseAnswer', channel);
      await bench.deliver(channel, keys);
    });

    it('a request that never arrived is told from one that did', async () => {
      const keys = bench.fresh(8);
      bench.fault('dropBefore', channel);
      await bench.deliver(channel, keys);
    });

    it('a server that turns away is asked again, and nothing is doubled', async () => {
      const keys = bench.fresh(8);
      bench.fault('turnAway', channel);
      const results = await bench.insert(channel, keys);
      assert.equal(ids(results).size, keys.length);
      for (const list of (await bench.byKey(keys)).values()) assert.equal(list.length, 1);
      await bench.truthful(results);
    });

    const spoiled: Fault[] = ['omitResult', 'doubleResult', 'truncate'];
    if (harness.unordered.includes(channel)) spoiled.push('permuteResults');
    for (const kind of spoiled) {
      it(`never takes one record's result for another's: ${kind}`, async function () {
        // An answer about one record has no results to leave out or to double.
        const most = bench.capabilities.channels.find((c) => c.name === channel)?.maxRecords;
        if (most === 1 && kind !== 'truncate') return this.skip();
        const keys = bench.fresh(6);
        bench.fault(kind, channel);
        await bench.deliver(channel, keys);
      });
    }

    it('goes on when the session ends', async () => {
      const keys = bench.fresh(3);
      bench.fault('endSession', channel);
      assert.ok((await bench.insert(channel, keys)).every((r) => r.outcome === 'created'));
      for (const list of (await bench.byKey(keys)).values()) assert.equal(list.length, 1);
    });

    it('stops within two seconds when it is told to, and can be settled', async () => {
      const keys = bench.fresh(20);
      const stop = new AbortController();
      const writing = bench.destination
        .write(bench.batch(channel, keys.map(bench.record)), {
          signal: stop.signal,
          remember: (h) => {
            stop.abort();
            return bench.context.remember(h);
          },
        })
        .catch((error: unknown) => error);
      const begun = Date.now();
      stop.abort();
      await writing;
      assert.ok(Date.now() - begun < 2_000, `${Date.now() - begun} ms`);
      await bench.settle(keys);
    });
  });
}
