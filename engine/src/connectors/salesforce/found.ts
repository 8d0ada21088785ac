import type { Value } from '../../values.ts';
import type { FoundRecord } from '../destination.ts';
import type { Describe } from './describe/raw.ts';
import type { SoqlRecord } from './reader.ts';

/** A queried record in our own terms: times as ISO 8601 in UTC, nothing of the envelope. */
export function foundRecord(describe: Describe, record: SoqlRecord, fields: readonly string[]): FoundRecord {
  const types = new Map(describe.fields.map((f) => [f.name, f.type]));
  const values: Record<string, Value> = {};
  for (const field of fields) values[field] = wire(types.get(field), record[field]);
  return { id: String(record['Id']), values };
}

function wire(type: string | undefined, value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (type === 'datetime' && typeof value === 'string') return new Date(value).toISOString();
  return value as Value;
}
