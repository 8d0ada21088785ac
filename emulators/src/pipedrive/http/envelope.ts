import { invalid } from '../errors.ts';
import { json, type Exchange, type Reply } from './types.ts';

/** `{success, data}`. */
export const ok = (data: unknown, status = 200, additional?: unknown): Reply =>
  json(
    status,
    additional === undefined ? { success: true, data } : { success: true, data, additional_data: additional },
  );

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export async function objectBody(exchange: Exchange): Promise<Record<string, unknown>> {
  const body = await exchange.json();
  if (!isRecord(body)) throw invalid('body', 'Expected an object.');
  return body;
}

/** An id in the path that must be a whole number. */
export function numericId(exchange: Exchange, name = 'id'): number {
  const text = exchange.params[name] ?? '';
  if (!/^\d{1,15}$/.test(text)) throw invalid(name, 'This value should be of type integer.');
  return Number(text);
}

/** A whole number in the query, when it is given. */
export function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,15}$/.test(text)) throw invalid(name, 'This value should be of type integer.');
  return Number(text);
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly more: boolean;
  readonly start: number;
  readonly limit: number;
}

/** A page of version 1: `start` and `limit`. `list` is asked for one more than fits, to know whether there are more. */
export function offsetPage<T>(
  query: URLSearchParams,
  list: (offset: number, limit: number) => readonly T[],
  most = 500,
): Page<T> {
  const start = wholeNumber(query, 'start') ?? 0;
  const limit = Math.min(most, Math.max(1, wholeNumber(query, 'limit') ?? 100));
  const found = list(start, limit + 1);
  return { items: found.slice(0, limit), more: found.length > limit, start, limit };
}

export const pagination = ({ start, limit, more }: Page<unknown>): Record<string, unknown> => ({
  start,
  limit,
  more_items_in_collection: more,
  ...(more ? { next_start: start + limit } : {}),
});
