import assert from 'node:assert/strict';
import { hash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileValue, WriteRecord } from '@migmap/engine/connectors/destination';
import type { Harness, Started } from './harness.ts';

/** Files arrive byte for byte, whatever their size, and a broken one costs itself alone. */
export function contractOfFiles(harness: Harness, started: () => Started): void {
  const { file } = harness.subject;
  if (!file) return;
  const context = { remember: () => Promise.resolve() };
  const channel = harness.channels[0] as string;
  const value = (name: string, bytes: Buffer): FileValue => ({
    name,
    bytes: bytes.length,
    open: () => Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]),
  });
  const record = (key: string, content: FileValue): WriteRecord => ({
    key,
    values: file.values(key),
    files: { [file.field]: content },
  });
  const write = (records: readonly WriteRecord[]) =>
    started().destination.write({ object: file.object, operation: 'insert', channel, records }, context);

  describe('files', () => {
    it('arrive byte for byte, small and large', async () => {
      const contents = new Map([
        ['small.bin', randomBytes(900)],
        ['large.bin', randomBytes(file.large)],
        ['odd "name" ü.txt', Buffer.from('text')],
      ]);
      const results = await write([...contents].map(([name, bytes]) => record(name, value(name, bytes))));
      assert.deepEqual(results.map((r) => r.key).toSorted(), [...contents.keys()].toSorted());
      for (const r of results) {
        assert.ok(r.outcome === 'created', JSON.stringify(r));
        assert.ok(contents.get(r.key)?.equals(await started().download(r.id)), r.key);
      }
      const ids = results.flatMap((r) => (r.outcome === 'created' ? [r.id] : []));
      const told = await started().destination.fingerprints!(file.object, file.field, ids);
      for (const r of results)
        if (r.outcome === 'created') {
          const bytes = contents.get(r.key)!;
          assert.deepEqual(told.get(r.id), { bytes: bytes.length, md5: hash('md5', bytes) }, r.key);
        }
    });

    it('one that cannot be read costs itself alone', async () => {
      const broken = (name: string, bytes: number): FileValue => ({
        name,
        bytes,
        open: () =>
          Readable.from(
            (async function* () {
              yield Buffer.from('begun');
              throw new Error(`${name} is gone`);
            })(),
          ),
      });
      const results = await write([
        record('good', value('good', Buffer.from('good'))),
        record('gone', broken('gone', 50)),
        record('gone-large', broken('gone-large', file.large)),
      ]);
      const outcomes = Object.fromEntries(
        results.map((r) => [r.key, r.outcome === 'failed' ? r.error.class : r.outcome]),
      );
      assert.deepEqual(outcomes, { good: 'created', gone: 'validation', 'gone-large': 'validation' });
    });

    it('a large one is sent whole again when the server turns it away', async () => {
      started().fault('turnAway', channel);
      const bytes = randomBytes(file.large);
      const [result] = await write([record('again.bin', value('again.bin', bytes))]);
      assert.ok(result?.outcome === 'created');
      assert.ok(bytes.equals(await started().download(result.id)));
    });

    it('a lost answer is doubt, and the file is then known by its natural identity', async () => {
      const { destination, fault } = started();
      const values = file.values('lost.bin');
      fault('loseAnswer', channel);
      const writing = write([record('lost.bin', value('lost.bin', randomBytes(file.large)))]);
      await assert.rejects(writing, { class: 'doubt' });
      const identity = destination.naturalIdentity(file.object, Object.keys(values));
      assert.ok(identity);
      assert.equal((await destination.find(file.object, identity, [values])).length, 1);
    });
  });
}
