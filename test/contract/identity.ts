import assert from 'node:assert/strict';
import { ids, type Bench } from './bench.ts';
import type { Harness } from './harness.ts';

/** References are checked, and records are found again. */
export function contractOfIdentity(harness: Harness, open: () => Bench): void {
  const { subject } = harness;
  describe('references and identity', () => {
    let bench: Bench;
    before(() => (bench = open()));
    it('refuses a reference to nobody as such', async () => {
      const { child } = subject;
      const records = [{ key: 'c', values: { ...child.values('c'), [child.reference]: child.nobody } }];
      const results = await bench.destination.write(
        { object: child.object, operation: 'insert', channel: bench.firstChannel, records },
        bench.context,
      );
      assert.ok(results[0]?.outcome === 'failed');
      assert.equal(results[0].error.class, 'reference');
    });

    it('knows a record without a key by its natural identity', async function () {
      const { link, child } = subject;
      if (!link) return this.skip();
      const [a, home] = ids(await bench.insert(bench.firstChannel, bench.fresh(2))).values();
      const children = await bench.destination.write(
        {
          object: child.object,
          operation: 'insert',
          channel: bench.firstChannel,
          records: bench.fresh(3).map((key) => ({
            key,
            values: { ...child.values(key), [child.reference]: home ?? null },
          })),
        },
        bench.context,
      );
      const rows = [...ids(children).values()].map((b) => link.values(a ?? '', b));
      const identity = bench.destination.naturalIdentity(link.object, Object.keys(rows[0] ?? {}));
      assert.ok(identity && identity.length > 0);
      const records = rows.slice(0, 2).map((values, i) => ({ key: `l${i}`, values }));
      const results = await bench.destination.write(
        { object: link.object, operation: 'insert', channel: harness.channels.at(-1) as string, records },
        bench.context,
      );
      assert.ok(
        results.every((r) => r.outcome === 'created'),
        JSON.stringify(results),
      );
      const found = await bench.destination.find(link.object, identity, rows);
      assert.deepEqual(
        found.map((f) => `${f.row} ${f.record.id}`).toSorted(),
        results.map((r) => `${r.key.slice(1)} ${ids([r]).get(r.key)}`).toSorted(),
      );
    });

    it('finds by several fields, and only what equals all of them', async () => {
      const keys = bench.fresh(3);
      const made = ids(await bench.insert(bench.firstChannel, keys));
      const update = keys.map((key, i) => ({
        key,
        id: made.get(key),
        values: { [subject.text]: `t${i}` },
      }));
      await bench.destination.write(
        bench.batch(bench.firstChannel, update, { operation: 'update' }),
        bench.context,
      );
      const rows = [
        { [subject.keyField]: keys[0] ?? '', [subject.text]: 't0' },
        { [subject.keyField]: keys[1] ?? '', [subject.text]: 't2' },
        { [subject.keyField]: 'nobody', [subject.text]: 't2' },
      ];
      const found = await bench.destination.find(subject.object, [subject.keyField, subject.text], rows);
      assert.deepEqual(
        found.map((f) => [f.row, f.record.id]),
        [[0, made.get(keys[0] ?? '')]],
      );
    });

    it('reads many by id, leaving out what is not there', async () => {
      const keys = bench.fresh(300);
      const made = [...ids(await bench.insert(harness.channels.at(-1) as string, keys)).values()];
      const read = await bench.destination.read(
        subject.object,
        [...made, subject.child.nobody],
        [subject.keyField],
      );
      assert.deepEqual(read.map((r) => r.values[subject.keyField] as string).toSorted(), keys.toSorted());
    });
  });
}
