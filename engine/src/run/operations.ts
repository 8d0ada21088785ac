import type { Capabilities } from '../connectors/capabilities.ts';
import type { Destination } from '../connectors/destination.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { ObjectSchema } from '../schema/types.ts';
import { isEmpty, type Value } from '../values.ts';
import type { Operation, Outgoing, Ready } from './item.ts';

/** How one map's records are written and recognised, decided once from the capabilities and the schema. */
export interface Operations {
  /** For a record of which the destination has nothing yet. */
  readonly first: Operation;
  readonly keyField: string | undefined;
  /** The destination itself refuses a second record with the same key. */
  readonly guarded: boolean;
  readonly create: (item: Ready) => Outgoing;
  /** `values` default to all that may be changed. */
  readonly update: (
    item: Ready,
    id: string,
    options?: { found?: boolean; values?: Record<string, Value> },
  ) => Outgoing;
  /** A refused insert as an update of the record that has its key. */
  readonly asUpdate: (item: Outgoing, id: string) => Outgoing;
  readonly updateable: (field: string) => boolean;
}

export function operations(
  map: ObjectMap,
  schema: ObjectSchema | undefined,
  capabilities: Capabilities,
  destination: Pick<Destination, 'naturalIdentity'>,
): Operations {
  const fields = new Map(schema?.fields.map((f) => [f.name, f]));
  const keyField = map.key?.destination;
  const times = capabilities.createdTimes;
  const timesHere = times.objects === undefined || times.objects.includes(map.destinationObject);
  const insertOnly = (name: string): boolean =>
    (times.mode === 'insert' && timesHere && times.fields.includes(name)) ||
    fields.get(name)?.updateable === false;
  const provided = [
    ...new Set([...map.fields.map((l) => l.field), ...(keyField === undefined ? [] : [keyField])]),
  ];
  const upserts = capabilities.upsert !== 'none' && keyField !== undefined && !provided.some(insertOnly);
  const first: Operation = upserts ? 'upsert' : 'insert';
  const key = keyField === undefined ? undefined : fields.get(keyField);
  const identityFields =
    keyField === undefined
      ? (destination.naturalIdentity(map.destinationObject, provided) ?? [])
      : [keyField];

  const identity = (item: Ready): Record<string, Value> => {
    const out: Record<string, Value> = {};
    for (const f of identityFields) out[f] = item.values[f] ?? null;
    return Object.values(out).every(isEmpty) ? {} : out;
  };
  const outgoing = (
    item: Ready,
    operation: Operation,
    values: Record<string, Value>,
    id?: string,
  ): Outgoing => ({
    sourceId: item.sourceId,
    element: item.element,
    at: item.record.at,
    key: item.key,
    hash: item.hash,
    flags: item.flags,
    bytes: item.bytes,
    operation,
    found: false,
    identity: identity(item),
    write: { key: item.key, id, values, files: item.files },
  });
  const changeable = (from: Readonly<Record<string, Value>>): Record<string, Value> => {
    const values: Record<string, Value> = {};
    for (const name in from) if (!insertOnly(name)) values[name] = from[name] as Value;
    return values;
  };
  return {
    first,
    keyField,
    guarded: first === 'upsert' || key?.unique === true,
    updateable: (name) => !insertOnly(name),
    create(item) {
      // An empty value says nothing to a new record, and must not blank one that an upsert finds.
      const values: Record<string, Value> = {};
      for (const name in item.values)
        if (!isEmpty(item.values[name])) values[name] = item.values[name] as Value;
      return outgoing(item, first, values);
    },
    update(item, id, options = {}) {
      const values = changeable(options.values ?? item.values);
      return { ...outgoing(item, 'update', values, id), found: options.found ?? false };
    },
    asUpdate: (item, id) => ({
      ...item,
      operation: 'update',
      write: { ...item.write, id, values: changeable(item.write.values) },
    }),
  };
}
