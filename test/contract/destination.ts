import assert from 'node:assert/strict';
import type { Capabilities } from '@migmap/engine/connectors/capabilities';
import type {
  Destination,
  WriteBatch,
  WriteRecord,
  WriteResult,
} from '@migmap/engine/connectors/destination';
import type { ObjectSchema } from '@migmap/engine/schema/types';
import { contractOfFiles } from './files.ts';
import type { Fault, Harness, Started } from './harness.ts';

/** What every destination connector must do, so that the engine can trust it with records. */
export function destinationContract(harness: Harness): void {
  const { subject } = harness;
  describe(`destination contract: ${harness.system}`, function () {
    this.timeout(60_000);
    let started: Started;
    let destination: Destination;
    let capabilities: Capabilities;
    let schema: ObjectSchema;
    const handles: string[] = [];
    const context = { remember: (h: string) => Promise.resolve(void handles.push(h)) };
    let names = 0;

    before(async () => {
      started = await harness.start();
      ({ destination } = started);
      capabilities = await destination.capabilities();
      const found = await destination.discover({ objects: [subject.object] });
      schema = found.objects[0] as ObjectSchema;
    });
    after(() => started.stop());
    afterEach(() => started.clearFaults());
    beforeEach(() => (handles.length = 0));

    const fresh = (n: number): string[] => Array.from({ length: n }, () => `rec-${++names}`);
    const record = (name: string): WriteRecord => ({
      key: name,
      values: { ...subject.values(name), [subject.keyField]: name },
    });
    const batch = (
      channel: string,
      records: readonly WriteRecord[],
      more: Partial<WriteBatch> = {},
    ): WriteBatch => ({
      object: subject.object,
      operation: 'insert',
      keyField: subject.keyField,
      channel,
      records,
      ...more,
    });
    const insert = (channel: string, keys: readonly string[]) =>
      destination.write(batch(channel, keys.map(record)), context);
    const ids = (results: readonly WriteResult[]): Map<string, string> =>
      new Map(
        results.map((r) => [r.key, r.outcome === 'failed' ? `${r.error.code} ${r.error.message}` : r.id]),
      );
    const byKey = async (keys: readonly string[]): Promise<Map<string, string[]>> => {
      const rows = keys.map((k) => ({ [subject.keyField]: k }));
      const found = await destination.find(subject.object, [subject.keyField], rows);
      const all = Map.groupBy(found, (f) => keys[f.row] ?? '');
      return new Map([...all].map(([key, list]) => [key, list.map((f) => f.record.id)]));
    };
    /** Each result says the truth about its own record. */
    const truthful = async (results: readonly WriteResult[]) => {
      const done = results.flatMap((r) => (r.outcome === 'failed' ? [] : [r]));
      const read = await destination.read(
        subject.object,
        done.map((r) => r.id),
        [subject.keyField],
      );
      const keys = new Map(read.map((r) => [r.id, r.values[subject.keyField]]));
      for (const { key, id } of done) assert.equal(keys.get(id), key, `${id} was said to be ${key}`);
    };
    const firstChannel = harness.channels[0] as string;

    describe('what it says of itself', () => {
      it('capabilities that a plan can be made from', () => {
        assert.deepEqual(
          capabilities.channels.map((c) => c.name),
          harness.channels,
        );
        assert.equal(capabilities.channels[0]?.worthFrom, 0, 'the first channel serves any volume');
        for (const [i, channel] of capabilities.channels.entries()) {
          assert.ok(channel.maxRecords > 0 && channel.maxBytes > 0 && channel.inFlight > 0);
          assert.ok(channel.worthFrom >= (capabilities.channels[i - 1]?.worthFrom ?? 0));
        }
        assert.ok(capabilities.maxInFlight > 0 && capabilities.maxFileBytes > 0);
      });

      it('the schema of what is asked for, an index of everything', async () => {
        const found = await destination.discover({ objects: [subject.object, subject.child.object] });
        assert.deepEqual(
          found.objects.map((o) => o.name).toSorted(),
          [subject.object, subject.child.object].toSorted(),
        );
        assert.equal(found.schema.system, harness.system);
        assert.ok(found.schema.objects.length >= found.objects.length);
        const key = schema.fields.find((f) => f.name === subject.keyField);
        assert.ok(key?.createable && key.lookupKey);
        assert.ok(schema.fields.some((f) => f.name === schema.idField));
        for (const name of Object.keys(subject.values('x'))) {
          assert.ok(schema.fields.find((f) => f.name === name)?.createable, `${name} can be written`);
        }
        const reference = found.objects
          .find((o) => o.name === subject.child.object)
          ?.fields.find((f) => f.name === subject.child.reference);
        assert.equal(reference?.kind, 'reference');
        assert.ok(reference?.references?.includes(subject.object));
      });

      it('objects that it does not have are left out', async () => {
        const found = await destination.discover({ objects: ['NoSuchThing'] });
        assert.deepEqual(found.objects, []);
      });

      it('users, the one who loads among them', async () => {
        const [users, me] = await Promise.all([destination.users(), destination.me()]);
        assert.ok(users.some((u) => u.id === me.id));
        for (const u of users) assert.match(u.email, /@/);
        const activeAfterInactive = users.findIndex((u) => !u.active);
        assert.ok(
          activeAfterInactive < 0 || users.slice(activeAfterInactive).every((u) => !u.active),
          'active first',
        );
      });

      it('how many requests it sent, and a link to a record', async () => {
        const before = destination.usage().requests;
        await destination.count(subject.object);
        assert.ok(destination.usage().requests > before);
        assert.match(destination.recordUrl(subject.object, 'abc'), /^https?:\/\/.*abc/);
      });
    });

    for (const channel of harness.channels) {
      describe(`writing by ${channel}`, () => {
        it('creates, tells each id by key, and the records are as sent', async () => {
          const before = await destination.count(subject.object);
          const keys = fresh(12);
          const results = await insert(channel, keys);
          assert.deepEqual(results.map((r) => r.key).toSorted(), keys.toSorted());
          assert.ok(results.every((r) => r.outcome === 'created'));
          await truthful(results);
          const id = ids(results).get(keys[3] ?? '') ?? '';
          const sent = record(keys[3] ?? '').values;
          const [read] = await destination.read(subject.object, [id], Object.keys(sent));
          assert.deepEqual(read, { id, values: sent });
          assert.equal(await destination.count(subject.object), before + keys.length);
        });

        it('takes as many as it says it takes', async () => {
          const most = Math.min(
            capabilities.channels.find((c) => c.name === channel)?.maxRecords ?? 0,
            2_000,
          );
          const keys = fresh(most);
          const results = await insert(channel, keys);
          assert.equal(ids(results).size, most);
          assert.ok(results.every((r) => r.outcome === 'created'));
        });

        it('keeps text of every kind', async () => {
          const text = 'Zoë "Q" O\'Neil, a;b\n二行目\t🙂 <b>&amp;</b> \\n';
          const [key = ''] = fresh(1);
          const one = record(key);
          const results = await destination.write(
            batch(channel, [{ ...one, values: { ...one.values, [subject.text]: text } }]),
            context,
          );
          const [read] = await destination.read(
            subject.object,
            [ids(results).get(key) ?? ''],
            [subject.text],
          );
          assert.equal(read?.values[subject.text], text);
        });

        it('a bad record costs itself alone, and the field is named', async () => {
          const keys = fresh(5);
          const bad = keys[2] ?? '';
          const records = keys
            .map(record)
            .map((r) => (r.key === bad ? { ...r, values: { ...r.values, ...subject.invalid.values } } : r));
          const results = await destination.write(batch(channel, records), context);
          assert.equal(results.length, 5);
          for (const r of results) assert.equal(r.outcome, r.key === bad ? 'failed' : 'created', r.key);
          const refused = results.find((r) => r.key === bad);
          assert.ok(refused?.outcome === 'failed');
          assert.equal(refused.error.class, 'validation');
          assert.notEqual(refused.error.code, '');
          if (subject.invalid.field !== undefined)
            assert.deepEqual(refused.error.fields, [subject.invalid.field]);
          assert.equal((await byKey([bad])).size, 0);
        });

        it('changes, empties and deletes', async () => {
          const keys = fresh(4);
          const made = ids(await insert(channel, keys));
          const change = (values: WriteRecord['values']) =>
            keys.map((key) => ({ key, id: made.get(key), values }));
          const update = (values: WriteRecord['values']) =>
            destination.write(batch(channel, change(values), { operation: 'update' }), context);
          const read = async () =>
            (await destination.read(subject.object, [...made.values()], [subject.text])).map(
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
          const before = await destination.count(subject.object);
          const gone = await destination.write(batch(channel, change({}), { operation: 'delete' }), context);
          assert.ok(gone.every((r) => r.outcome === 'deleted'));
          assert.deepEqual(await read(), []);
          assert.equal(await destination.count(subject.object), before - keys.length);
        });

        it('upserts by the key field where it can', async function () {
          if (capabilities.upsert !== 'field') this.skip();
          const keys = fresh(6);
          const send = (some: readonly string[]) =>
            destination.write(batch(channel, some.map(record), { operation: 'upsert' }), context);
          const first = await send(keys.slice(0, 4));
          assert.ok(first.every((r) => r.outcome === 'created'));
          const second = await send(keys);
          assert.deepEqual(
            Object.fromEntries(second.map((r) => [r.key, r.outcome])),
            Object.fromEntries(keys.map((k, i) => [k, i < 4 ? 'updated' : 'created'])),
          );
          await truthful(second);
          for (const list of (await byKey(keys)).values()) assert.equal(list.length, 1);
        });

        it('a second record with the key is a duplicate', async function () {
          if (schema.fields.find((f) => f.name === subject.keyField)?.unique !== true) this.skip();
          const keys = fresh(2);
          const first = ids(await insert(channel, keys));
          const results = await insert(channel, keys);
          for (const r of results) {
            assert.ok(r.outcome === 'failed' && r.error.class === 'duplicate', JSON.stringify(r));
            if (r.error.existingId !== undefined) assert.equal(r.error.existingId, first.get(r.key));
          }
        });

        it('an answer that is lost leaves nothing that a look-up does not tell', async () => {
          const keys = fresh(8);
          started.fault('loseAnswer', channel);
          await deliver(channel, keys);
        });

        it('a request that never arrived is told from one that did', async () => {
          const keys = fresh(8);
          started.fault('dropBefore', channel);
          await deliver(channel, keys);
        });

        it('a server that turns away is asked again, and nothing is doubled', async () => {
          const keys = fresh(8);
          started.fault('turnAway', channel);
          const results = await insert(channel, keys);
          assert.equal(ids(results).size, keys.length);
          for (const list of (await byKey(keys)).values()) assert.equal(list.length, 1);
          await truthful(results);
        });

        const spoiled: Fault[] = ['omitResult', 'doubleResult', 'truncate'];
        if (harness.unordered.includes(channel)) spoiled.push('permuteResults');
        for (const kind of spoiled) {
          it(`never takes one record's result for another's: ${kind}`, async () => {
            const keys = fresh(6);
            started.fault(kind, channel);
            await deliver(channel, keys);
          });
        }

        it('goes on when the session ends', async () => {
          const keys = fresh(3);
          started.fault('endSession', channel);
          assert.ok((await insert(channel, keys)).every((r) => r.outcome === 'created'));
          for (const list of (await byKey(keys)).values()) assert.equal(list.length, 1);
        });

        it('stops within two seconds when it is told to, and can be settled', async () => {
          const keys = fresh(20);
          const stop = new AbortController();
          const writing = destination
            .write(batch(channel, keys.map(record)), {
              signal: stop.signal,
              remember: (h) => {
                stop.abort();
                return context.remember(h);
              },
            })
            .catch((error: unknown) => error);
          const begun = Date.now();
          stop.abort();
          await writing;
          assert.ok(Date.now() - begun < 2_000, `${Date.now() - begun} ms`);
          await settle(keys);
        });
      });
    }

    /** As the engine does it: what has no single result is settled, looked up, and what is not there sent again. */
    async function deliver(channel: string, keys: readonly string[]): Promise<void> {
      let results: readonly WriteResult[] = [];
      try {
        results = await insert(channel, keys);
      } catch (error) {
        assert.ok(error instanceof Error && 'class' in error, String(error));
        assert.ok(['doubt', 'transient', 'rate'].includes(String(error.class)), String(error));
      }
      const counts = Map.groupBy(results, (r) => r.key);
      await truthful(results.filter((r) => counts.get(r.key)?.length === 1));
      const open = keys.filter((k) => counts.get(k)?.length !== 1);
      await settle(open);
      const there = await byKey(open);
      const again = open.filter((k) => !there.has(k));
      if (again.length > 0) {
        await started.clearFaults();
        assert.ok((await insert(channel, again)).every((r) => r.outcome === 'created'));
      }
      const all = await byKey(keys);
      assert.deepEqual([...all.keys()].toSorted(), [...keys].toSorted());
      for (const [key, list] of all) assert.equal(list.length, 1, `${key} is there ${list.length} times`);
    }

    async function settle(keys: readonly string[]): Promise<void> {
      for (const handle of handles) {
        const told = await destination.settle(subject.object, handle);
        assert.ok(told.every((r) => r.key !== ''));
        await truthful(told.filter((r) => keys.includes(r.key)));
      }
    }

    describe('references and identity', () => {
      it('refuses a reference to nobody as such', async () => {
        const { child } = subject;
        const records = [{ key: 'c', values: { ...child.values('c'), [child.reference]: child.nobody } }];
        const results = await destination.write(
          { object: child.object, operation: 'insert', channel: firstChannel, records },
          context,
        );
        assert.ok(results[0]?.outcome === 'failed');
        assert.equal(results[0].error.class, 'reference');
      });

      it('knows a record without a key by its natural identity', async function () {
        const { link, child } = subject;
        if (!link) return this.skip();
        const [a, home] = ids(await insert(firstChannel, fresh(2))).values();
        const children = await destination.write(
          {
            object: child.object,
            operation: 'insert',
            channel: firstChannel,
            records: fresh(3).map((key) => ({
              key,
              values: { ...child.values(key), [child.reference]: home ?? null },
            })),
          },
          context,
        );
        const rows = [...ids(children).values()].map((b) => link.values(a ?? '', b));
        const identity = destination.naturalIdentity(link.object, Object.keys(rows[0] ?? {}));
        assert.ok(identity && identity.length > 0);
        const records = rows.slice(0, 2).map((values, i) => ({ key: `l${i}`, values }));
        const results = await destination.write(
          { object: link.object, operation: 'insert', channel: harness.channels.at(-1) as string, records },
          context,
        );
        assert.ok(
          results.every((r) => r.outcome === 'created'),
          JSON.stringify(results),
        );
        const found = await destination.find(link.object, identity, rows);
        assert.deepEqual(
          found.map((f) => `${f.row} ${f.record.id}`).toSorted(),
          results.map((r) => `${r.key.slice(1)} ${ids([r]).get(r.key)}`).toSorted(),
        );
      });

      it('finds by several fields, and only what equals all of them', async () => {
        const keys = fresh(3);
        const made = ids(await insert(firstChannel, keys));
        const update = keys.map((key, i) => ({
          key,
          id: made.get(key),
          values: { [subject.text]: `t${i}` },
        }));
        await destination.write(batch(firstChannel, update, { operation: 'update' }), context);
        const rows = [
          { [subject.keyField]: keys[0] ?? '', [subject.text]: 't0' },
          { [subject.keyField]: keys[1] ?? '', [subject.text]: 't2' },
          { [subject.keyField]: 'nobody', [subject.text]: 't2' },
        ];
        const found = await destination.find(subject.object, [subject.keyField, subject.text], rows);
        assert.deepEqual(
          found.map((f) => [f.row, f.record.id]),
          [[0, made.get(keys[0] ?? '')]],
        );
      });

      it('reads many by id, leaving out what is not there', async () => {
        const keys = fresh(300);
        const made = [...ids(await insert(harness.channels.at(-1) as string, keys)).values()];
        const read = await destination.read(
          subject.object,
          [...made, subject.child.nobody],
          [subject.keyField],
        );
        assert.deepEqual(read.map((r) => r.values[subject.keyField] as string).toSorted(), keys.toSorted());
      });
    });

    describe('times', () => {
      const old = '2019-05-06T07:08:09.000Z';
      it('keeps created times as its capabilities say', async function () {
        const { mode, objects, fields } = capabilities.createdTimes;
        const [field] = fields;
        if (mode === 'none' || field === undefined || objects?.includes(subject.object) === false)
          return this.skip();
        const results: WriteResult[] = [];
        for (const channel of harness.channels) {
          const [key = ''] = fresh(1);
          const one = record(key);
          results.push(
            ...(await destination.write(
              batch(channel, [{ ...one, values: { ...one.values, [field]: old } }]),
              context,
            )),
          );
        }
        const made = [...ids(results).values()];
        const read = await destination.read(subject.object, made, [field]);
        assert.deepEqual(
          read.map((r) => r.values[field]),
          harness.channels.map(() => old),
        );
        if (mode !== 'insert') return;
        const change = [{ key: 'k', id: made[0], values: { [field]: '2020-01-01T00:00:00.000Z' } }];
        const later = await destination
          .write(batch(firstChannel, change, { operation: 'update' }), context)
          .catch(() => []);
        assert.ok(later.every((r) => r.outcome === 'failed'));
        const [still] = await destination.read(subject.object, made.slice(0, 1), [field]);
        assert.equal(still?.values[field], old);
      });
    });

    describe('fields', () => {
      it('makes declared fields where it says it can, and they take values at once', async function () {
        if (!capabilities.createsFields || !destination.createFields) return this.skip();
        const at = { file: 'a.migmap', line: 1, column: 1 };
        const flags = { externalId: false, unique: false, required: false, at };
        const fields = [
          { name: 'Contract_Text__c', label: 'Text', kind: 'text', length: 40, ...flags },
          { name: 'Contract_Day__c', label: 'Day', kind: 'date', ...flags },
        ] as const;
        const declared = [{ object: subject.object, create: false, fields }];
        for (const time of ['first', 'second']) {
          const outcomes = await destination.createFields(declared);
          assert.deepEqual(
            outcomes.map((o) => [o.field.name, o.error]),
            fields.map((f) => [f.name, undefined]),
            time,
          );
        }
        const [key = ''] = fresh(1);
        const values = { Contract_Text__c: 'there', Contract_Day__c: '2026-02-03' };
        const one = record(key);
        const results = await destination.write(
          batch(firstChannel, [{ ...one, values: { ...one.values, ...values } }]),
          context,
        );
        const [read] = await destination.read(
          subject.object,
          [...ids(results).values()],
          Object.keys(values),
        );
        assert.deepEqual(read?.values, values);
        const again = await destination.discover({ objects: [subject.object] });
        assert.equal(again.objects[0]?.fields.find((f) => f.name === 'Contract_Day__c')?.kind, 'date');
      });
    });

    contractOfFiles(harness, () => started);
  });
}
