import assert from 'node:assert/strict';
import type { Capabilities } from '@migmap/engine/connectors/capabilities';
import type {
  WriteBatch,
  WriteContext,
  WriteRecord,
  WriteResult,
} from '@migmap/engine/connectors/destination';
import type { ObjectSchema } from '@migmap/engine/schema/types';
import type { Harness, Started } from './harness.ts';

/** A started destination and the handful of things that the contract's tests do with it. */
export type Bench = Awaited<ReturnType<typeof openBench>>;

/** Ids by key; what failed stands as its reason, so that a comparison shows it. */
export const ids = (results: readonly WriteResult[]): Map<string, string> =>
  new Map(results.map((r) => [r.key, r.outcome === 'failed' ? `${r.error.code} ${r.error.message}` : r.id]));

export async function openBench({ subject, channels, start }: Harness) {
  const started: Started = await start();
  const { destination } = started;
  const capabilities: Capabilities = await destination.capabilities();
  const { objects } = await destination.discover({ objects: [subject.object] });
  const schema = objects[0] as ObjectSchema;
  const handles: string[] = [];
  const context: WriteContext = { remember: (h) => Promise.resolve(void handles.push(h)) };
  let names = 0;

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

  const byKey = async (keys: readonly string[]): Promise<Map<string, string[]>> => {
    const rows = keys.map((k) => ({ [subject.keyField]: k }));
    const found = await destination.find(subject.object, [subject.keyField], rows);
    const all = Map.groupBy(found, (f) => keys[f.row] ?? '');
    return new Map([...all].map(([key, list]) => [key, list.map((f) => f.record.id)]));
  };

  /** Each result says the truth about its own record. */
  const truthful = async (results: readonly WriteResult[]) => {
    const done = results.flatMap((r) => (r.outcome === 'failed' ? [] : [r]));
    const made = done.map((r) => r.id);
    const read = await destination.read(subject.object, made, [subject.keyField]);
    const keys = new Map(read.map((r) => [r.id, r.values[subject.keyField]]));
    for (const { key, id } of done) assert.equal(keys.get(id), key, `${id} was said to be ${key}`);
  };

  const settle = async (keys: readonly string[]): Promise<void> => {
    for (const handle of handles.splice(0)) {
      const told = await destination.settle(subject.object, handle);
      await truthful(told.filter((r) => keys.includes(r.key)));
    }
  };

  /** As the engine does it: what has no single result is settled, looked up, and what is not there sent again. */
  const deliver = async (channel: string, keys: readonly string[]): Promise<void> => {
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
  };

  const firstChannel = channels[0] as string;
  return {
    ...started,
    capabilities,
    schema,
    context,
    handles,
    firstChannel,
    fresh,
    record,
    batch,
    insert,
    byKey,
    truthful,
    settle,
    deliver,
  };
}
