import assert from 'node:assert/strict';
import type { WriteRecord } from '@migmap/engine/connectors/destination';
import { ids, type Bench } from './bench.ts';
import type { Harness } from './harness.ts';

/** Records are written as sent and their results told by key. */
export function contractOfWriting(harness: Harness, open: () => Bench, channel: string): void {
  const { subject } = harness;
  describe(`writing by ${channel}`, () => {
    let bench: Bench;
    before(() => (bench = open()));
    it('creates, tells each id by key, and the records are as sent', async () => {
      const before = await bench.destination.count(subject.object);
      const keys = bench.fresh(12);
      const results = await bench.insert(channel, keys);
      assert.deepEqual(results.map((r) => r.key).toSorted(), keys.toSorted());
      assert.ok(results.every((r) => r.outcome === 'created'));
      await bench.truthful(results);
      const id = ids(results).get(keys[3] ?? '') ?? '';
      const sent = bench.record(keys[3] ?? '').values;
      const [read] = await bench.destination.read(subject.object, [id], Object.keys(sent));
      assert.deepEqual(read, { id, values: sent });
      assert.equal(await bench.destination.count(subject.object), before + keys.length);
    });

    it('takes as many as it says it takes', async () => {
      const most = Math.min(
        bench.capabilities.channels.find((c) => c.name === channel)?.maxRecords ?? 0,
        2_000,
      );
      const keys = bench.fresh(most);
      const results = await bench.insert(channel, keys);
      assert.equal(ids(results).size, most);
      assert.ok(results.every((r) => r.outcome === 'created'));
    });

    it('keeps text of every kind', async () => {
      const text = 'Zoë "Q" O\'Neil, a;b\n二行目\t🙂 <b>&amp;</b> \\n';
      const [key = ''] = bench.fresh(1);
      const one = bench.record(key);
      const results = await bench.destination.write(
        bench.batch(channel, [{ ...one, values: { ...one.values, [subject.text]: text } }]),
        bench.context,
      );
      const [read] = await bench.destination.read(
        subject.object,
        [ids(results).get(key) ?? ''],
        [subject.text],
      );
      assert.equal(read?.values[subject.text], text);
    });

    it('a bad record costs itself alone, and the field is named', async () => {
      const keys = bench.fresh(5);
      const bad = keys[2] ?? '';
      const records = keys
        .map(bench.record)
        .map((r) => (r.key === bad ? { ...r, values: { ...r.values, ...subject.invalid.values } } : r));
      const results = await bench.destination.write(bench.batch(channel, records), bench.context);
      assert.equal(results.length, 5);
      for (const r of results) assert.equal(r.outcome, r.key === bad ? 'failed' : 'created', r.key);
      const refused = results.find((r) => r.key === bad);
      assert.ok(refused?.outcome === 'failed');
      assert.equal(refused.error.class, 'validation');
      assert.notEqual(refused.error.code, '');
      if (subject.invalid.field !== undefined)
        assert.deepEqual(refused.error.fields, [subject.invalid.field]);
      assert.equal((await bench.byKey([bad])).size, 0);
    });

    it('changes, empties and deletes', async () => {
      const keys = bench.fresh(4);
      const made = ids(await bench.insert(channel, keys));
      const change = (values: WriteRecord['values']) =>
        keys.map((key) => ({ key, id: made.get(key), values }));
      const update = (values: WriteRecord['values']) =>
        bench.destination.write(bench.batch(channel, change(values), { operation: 'update' }), bench.context);
      const read = async () =>
        (await bench.destination.read(subject.object, [...made.values()], [subject.text])).map(
          (r) => r.values[subject.text],
        );
      assert.ok(
        (await update({ [subject.text]: 'changed' })).every(
          (r) => r.outcome === 'updated' && r.id === made.get(r.key),
        ),
      );
      assert.deepEqual(
        await read(),
        keys.map(() => 'changed'),
      );
      await update({ [subject.text]: null });
      assert.deepEqual(
        await read(),
        keys.map(() => null),
      );
      const before = await bench.destination.count(subject.object);
      const gone = await bench.destination.write(
        bench.batch(channel, change({}), { operation: 'delete' }),
        bench.context,
      );
      assert.ok(gone.every((r) => r.outcome === 'deleted'));
      assert.deepEqual(await read(), []);
      assert.equal(await bench.destination.count(subject.object), before - keys.length);
    });

    it('upserts by the key field where it can', async function () {
      if (bench.capabilities.upsert !== 'field') this.skip();
      const keys = bench.fresh(6);
      const send = (some: readonly string[]) =>
        bench.destination.write(
          bench.batch(channel, some.map(bench.record), { operation: 'upsert' }),
          bench.context,
        );
      const first = await send(keys.slice(0, 4));
      assert.ok(first.every((r) => r.outcome === 'created'));
      const second = await send(keys);
      assert.deepEqual(
        Object.fromEntries(second.map((r) => [r.key, r.outcome])),
        Object.fromEntries(keys.map((k, i) => [k, i < 4 ? 'updated' : 'created'])),
      );
      await bench.truthful(second);
      for (const list of (await bench.byKey(keys)).values()) assert.equal(list.length, 1);
    });

    it('a second record with the key is a duplicate', async function () {
      if (bench.schema.fields.find((f) => f.name === subject.keyField)?.unique !== true) this.skip();
      const keys = bench.fresh(2);
      const first = ids(await bench.insert(channel, keys));
      const results = await bench.insert(channel, keys);
      for (const r of results) {
        assert.ok(r.outcome === 'failed' && r.error.class === 'duplicate', JSON.stringify(r));
        if (r.error.existingId !== undefined) assert.equal(r.error.existingId, first.get(r.key));
      }
    });
  });
}
