import type { Row, Value } from '../../../values.ts';

/** A value as JSON carries it: a multi-select list as one text, a text in a blob field as base64 of its UTF-8. */
export function jsonValue(field: string, value: Value, base64: ReadonlySet<string>): Value {
  if (Array.isArray(value)) return value.join(';');
  if (typeof value === 'string' && base64.has(field)) return Buffer.from(value, 'utf8').toString('base64');
  return value;
}

export function jsonRow(row: Row, base64: ReadonlySet<string>): Record<string, Value> {
  const out: Record<string, Value> = {};
  for (const [field, value] of Object.entries(row)) out[field] = jsonValue(field, value, base64);
  return out;
}

/** Sets a field to null in a CSV; an empty cell leaves it as it is. */
export const csvNull = '#N/A';

export function csvCell(value: Value | undefined, clearsNulls: boolean): string {
  if (value === undefined) return '';
  if (value === null || value === '') return clearsNulls ? csvNull : '';
  if (Array.isArray(value)) return value.join(';');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
