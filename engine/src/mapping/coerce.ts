/** How a value of one type is read as another where the mapping does not say how: only what is beyond doubt. */
import { isEmpty, type Value } from '../values.ts';

/** Every value has a text: lists are joined by "; ", objects are JSON, empty is "". */
export function asText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) {
    return value
      .filter((element) => !isEmpty(element))
      .map(asText)
      .join('; ');
  }
  return JSON.stringify(value);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Without exponent where that can be helped. */
function plainNumber(value: number): string {
  const text = String(value);
  return Number.isInteger(value) && text.includes('e') ? BigInt(value).toString() : text;
}

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number in a plain numeral; `undefined` where there is none, or where a JavaScript number could not keep its digits. */
export function asNumber(value: Value): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (!numeral.test(text)) return undefined;
  const number = Number(text);
  if (!Number.isFinite(number)) return undefined;
  if (/^[+-]?\d+$/.test(text) && !Number.isSafeInteger(number)) return undefined;
  return number;
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', 't', '1', 'on'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', 'f', '0', 'off'].map((word) => [word, false] as const),
]);

export function asBoolean(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return truths.get(String(value).trim().toLowerCase());
}

/** A list as it is, a JSON array, or a text parted at ";"; a single value is a list of one. Empty elements stay out. */
export function asList(value: Value): readonly Value[] {
  if (isEmpty(value)) return [];
  if (isList(value)) return value.filter((element) => !isEmpty(element));
  if (typeof value !== 'string') return [value];
  return jsonArray(value) ?? parts(value, ';');
}

/** The parts of a text, trimmed, empty ones left out. */
export function parts(text: string, separator: string): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function jsonArray(text: string): readonly Value[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter((element: Value) => !isEmpty(element)) : undefined;
  } catch {
    return undefined;
  }
}

/** Goes into a nested value; through a list it gives the list of what its elements hold. */
export function dig(value: Value | undefined, path: readonly string[]): Value {
  let current: Value = value ?? null;
  for (const [index, name] of path.entries()) {
    if (current === null || typeof current !== 'object') return null;
    if (isList(current)) {
      const rest = path.slice(index);
      return current.map((element) => dig(element, rest)).filter((element) => !isEmpty(element));
    }
    current = Object.hasOwn(current, name) ? (current[name] ?? null) : null;
  }
  return current;
}
