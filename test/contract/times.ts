import assert from 'node:assert/strict';
import type { WriteResult } from '@migmap/engine/connectors/destination';
import { ids, type Bench } from './bench.ts';
import type { Harness } from './harness.ts';

/** Created times are kept as the capabilities say. */
export function contractOfTimes(harness: Harness, open: () => Bench): void {
  const { subject } = harness;
  describe('times', () => {
    let bench: Bench;
    before(() => (bench = open()));
    const old = '2019-05-06T07:08:09.000Z';
    it('keeps created times as its capabilities say', async function () {
      const { mode, objects, fields } = bench.capabilities.createdTimes;
      const [field] = fields;
      if (mode === 'none' || field === undefined || objects?.includes(subject.object) === false)
        return this.skip();
      const results: WriteResult[] = [];
      for (const channel of harness.channels) {
        const [key = ''] = bench.fresh(1);
        const one = bench.record(key);
        results.push(
          ...(await bench.destination.write(
            bench.batch(channel, [{ ...one, values: { ...one.values, [field]: old } }]),
            bench.context,
          )),
        );
      }
      const made = [...ids(results).values()];
      const read = await bench.destination.read(subject.object, made, [field]);
      assert.deepEqual(
        read.map((r) => r.values[field]),
        harness.channels.map(() => old),
      );
      if (mode !== 'insert') return;
      const change = [{ key: 'k', id: made[0], values: { [field]: '2020-01-01T00:00:00.000Z' } }];
      const later = await bench.destination
        .write(bench.batch(bench.firstChannel, change, { operation: 'update' }), bench.context)
        .catch(() => []);
      assert.ok(later.every((r) => r.outcome === 'failed'));
      const [still] = await bench.destination.read(subject.object, made.slice(0, 1), [field]);
      assert.equal(still?.values[field], old);
    });
  });
}
