import type { Channel } from '../connectors/capabilities.ts';
import type { ObjectSchema } from '../schema/types.ts';
import type { Operation, Outgoing } from './item.ts';

/** However much a channel takes: more than this waits in memory for nothing. Bytes are those of the values as JSON. */
const mostRecords = 10_000;
const mostBytes = 8_000_000;

/** Collects what is to be sent and cuts it into batches: one operation, sorted by parent, within the channel's limits. */
export interface Buffer {
  add(items: readonly Outgoing[]): void;
  /** Full batches; with `rest`, all of it. */
  cut(rest: boolean): readonly (readonly Outgoing[])[];
  /** Where a record that still waits stood in the source. */
  waiting(sourceId: string, element: string): string | undefined;
}

export function buffer(channel: Channel, schema: ObjectSchema | undefined): Buffer {
  const size = Math.min(channel.maxRecords, mostRecords);
  const bytes = Math.min(channel.maxBytes, mostBytes);
  const parents = (schema?.fields ?? []).filter((f) => f.kind === 'reference').map((f) => f.name);
  const byOperation = new Map<Operation, Queue>();
  const places = new Map<string, string>();
  const parentOf = (item: Outgoing): string => {
    for (const p of parents) {
      const id = item.write.values[p];
      if (typeof id === 'string') return id;
    }
    return '';
  };
  return {
    add(items) {
      for (const item of items) {
        places.set(`${item.sourceId}\0${item.element}`, item.at);
        const queue = byOperation.get(item.operation) ?? { items: [], bytes: 0 };
        byOperation.set(item.operation, queue);
        queue.items.push(item);
        queue.bytes += item.bytes + overhead;
      }
    },
    cut(rest) {
      const batches: Outgoing[][] = [];
      for (const [operation, queue] of byOperation) {
        if (!rest && queue.items.length < size && queue.bytes <= bytes) continue;
        // Children of one parent go together: two batches in flight do not wait for the same parent's lock.
        const sorted = queue.items
          .map((item) => ({ item, parent: parentOf(item) }))
          .sort((a, b) => (a.parent < b.parent ? -1 : a.parent > b.parent ? 1 : 0))
          .map((s) => s.item);
        const cut = slices(sorted, size, bytes);
        const last = cut.at(-1);
        if (!rest && last !== undefined && last.length < size) {
          cut.pop();
          byOperation.set(operation, { items: last, bytes: bytesOf(last) });
        } else byOperation.delete(operation);
        for (const item of cut.flat()) places.delete(`${item.sourceId}\0${item.element}`);
        batches.push(...cut);
      }
      return batches;
    },
    waiting: (sourceId, element) => places.get(`${sourceId}\0${element}`),
  };
}

interface Queue {
  readonly items: Outgoing[];
  bytes: number;
}

const bytesOf = (items: readonly Outgoing[]): number =>
  items.reduce((sum, item) => sum + item.bytes + overhead, 0);

/** Envelope of one record in a request, on top of its values. */
const overhead = 120;

export function slices(items: readonly Outgoing[], maxRecords: number, maxBytes: number): Outgoing[][] {
  const out: Outgoing[][] = [];
  let part: Outgoing[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = item.bytes + overhead;
    if (part.length > 0 && (part.length >= maxRecords || bytes + size > maxBytes)) {
      out.push(part);
      part = [];
      bytes = 0;
    }
    part.push(item);
    bytes += size;
  }
  if (part.length > 0) out.push(part);
  return out;
}
