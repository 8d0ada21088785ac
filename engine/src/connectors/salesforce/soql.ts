import type { Value } from '../../values.ts';
import type { DescribeField } from './describe/raw.ts';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

export function quoted(text: string): string {
  return `'${text.replace(/[\\'\n\r\t\b\f]/g, (c) => escapes[c] ?? c)}'`;
}

const unquoted = new Set([
  'int',
  'long',
  'double',
  'currency',
  'percent',
  'boolean',
  'date',
  'datetime',
  'time',
]);

/** The literals that a field equal to `value` may hold; several where the platform keeps less than was sent. */
export function literals(field: DescribeField, value: Value): readonly string[] {
  if (value === null) return ['null'];
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (field.type === 'datetime') {
    // Salesforce keeps whole seconds.
    const whole = `${new Date(text).toISOString().slice(0, 19)}Z`;
    const exact = new Date(text).toISOString();
    return exact.endsWith('.000Z') ? [whole] : [whole, exact];
  }
  return [unquoted.has(field.type) ? text : quoted(text)];
}

/** Splits what goes into `IN (…)` so that each query stays well under the 16 KB that an address may have. */
export function* chunksByLength<T>(
  items: readonly T[],
  length: (item: T) => number,
  limit = 7_000,
): Generator<readonly T[]> {
  let chunk: T[] = [];
  let size = 0;
  for (const item of items) {
    const bytes = length(item);
    if (chunk.length > 0 && size + bytes > limit) {
      yield chunk;
      chunk = [];
      size = 0;
    }
    chunk.push(item);
    size += bytes;
  }
  if (chunk.length > 0) yield chunk;
}

/** Bytes of a text in an address. */
export const encodedLength = (text: string): number => encodeURIComponent(text).length + 3;
