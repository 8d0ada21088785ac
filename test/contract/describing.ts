import assert from 'node:assert/strict';
import { type Bench } from './bench.ts';
import type { Harness } from './harness.ts';

/** What it says of itself is enough to plan by and true. */
export function contractOfDescribing(harness: Harness, open: () => Bench): void {
  const { subject } = harness;
  describe('what it says of itself', () => {
    let bench: Bench;
    before(() => (bench = open()));
    it('capabilities that a plan can be made from', () => {
      assert.deepEqual(
        bench.capabilities.channels.map((c) => c.name),
        harness.channels,
      );
      assert.equal(bench.capabilities.channels[0]?.worthFrom, 0, 'the first channel serves any volume');
      for (const [i, channel] of bench.capabilities.channels.entries()) {
        assert.ok(channel.maxRecords > 0 && channel.maxBytes > 0 && channel.inFlight > 0);
        assert.ok(channel.worthFrom >= (bench.capabilities.channels[i - 1]?.worthFrom ?? 0));
      }
      assert.ok(bench.capabilities.maxInFlight > 0 && bench.capabilities.maxFileBytes > 0);
    });

    it('the schema of what is asked for, an index of everything', async () => {
      const found = await bench.destination.discover({ objects: [subject.object, subject.child.object] });
      assert.deepEqual(
        found.objects.map((o) => o.name).toSorted(),
        [subject.object, subject.child.object].toSorted(),
      );
      assert.equal(found.schema.system, harness.system);
      assert.ok(found.schema.objects.length >= found.objects.length);
      const key = bench.schema.fields.find((f) => f.name === subject.keyField);
      assert.ok(key?.createable && key.lookupKey);
      assert.ok(bench.schema.fields.some((f) => f.name === bench.schema.idField));
      for (const name of Object.keys(subject.values('x'))) {
        assert.ok(bench.schema.fields.find((f) => f.name === name)?.createable, `${name} can be written`);
      }
      const reference = found.objects
        .find((o) => o.name === subject.child.object)
        ?.fields.find((f) => f.name === subject.child.reference);
      assert.equal(reference?.kind, 'reference');
      assert.ok(reference?.references?.includes(subject.object));
    });

    it('objects that it does not have are left out', async () => {
      const found = await bench.destination.discover({ objects: ['NoSuchThing'] });
      assert.deepEqual(found.objects, []);
    });

    it('users, the one who loads among them', async () => {
      const [users, me] = await Promise.all([bench.destination.users(), bench.destination.me()]);
      assert.ok(users.some((u) => u.id === me.id));
      for (const u of users) assert.match(u.email, /@/);
      const activeAfterInactive = users.findIndex((u) => !u.active);
      assert.ok(
        activeAfterInactive < 0 || users.slice(activeAfterInactive).every((u) => !u.active),
        'active first',
      );
    });

    it('how many requests it sent, and a link to a record', async () => {
      const before = bench.destination.usage().requests;
      await bench.destination.count(subject.object);
      assert.ok(bench.destination.usage().requests > before);
      assert.match(bench.destination.recordUrl(subject.object, 'abc'), /^https?:\/\/.*abc/);
    });
  });
}
