import { invalid } from '../errors.ts';
import type { Cell, Doc, Query } from '../store/documents.ts';
import { json, type Reply } from './types.ts';
import { wholeNumber } from './envelope.ts';

export const cursorOf = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function readCursor(query: URLSearchParams): unknown {
  const text = query.get('cursor');
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;
  } catch {
    throw invalid('cursor', 'This value is not a cursor.');
  }
}

export function limitOf(query: URLSearchParams, most = 500): number {
  const limit = wholeNumber(query, 'limit') ?? 100;
  if (limit < 1 || limit > most) throw invalid('limit', `This value should be between 1 and ${most}.`);
  return limit;
}

/** Reads `sort_by`, `sort_direction`, `limit` and `cursor`. */
export function pageQuery(
  query: URLSearchParams,
  sorts: readonly string[],
): Query & { limit: number; sort: string } {
  const sort = query.get('sort_by') ?? 'id';
  if (!sorts.includes(sort)) throw invalid('sort_by', `This value should be one of ${sorts.join(', ')}.`);
  const direction = query.get('sort_direction') ?? 'asc';
  if (direction !== 'asc' && direction !== 'desc')
    throw invalid('sort_direction', 'This value should be one of asc, desc.');
  const cursor = readCursor(query);
  if (cursor !== undefined && (!Array.isArray(cursor) || cursor.length !== 2))
    throw invalid('cursor', 'This value is not a cursor.');
  return {
    sort: sort === 'id' ? 'seq' : sort,
    descending: direction === 'desc',
    after: cursor as [Cell, number] | undefined,
    limit: limitOf(query),
  };
}

/** A page of a list and where the next one begins; `null` at the end. */
export function listReply(
  docs: readonly Doc[],
  page: { limit: number; sort: string },
  view: (doc: Doc) => unknown,
): Reply {
  const shown = docs.slice(0, page.limit);
  const last = docs.length > page.limit ? shown.at(-1) : undefined;
  const key = (doc: Doc): unknown =>
    page.sort === 'seq'
      ? doc.seq
      : page.sort in doc
        ? doc[page.sort as 'add_time']
        : (doc.body[page.sort] ?? null);
  const next_cursor = last === undefined ? null : cursorOf([key(last), last.seq]);
  return json(200, { success: true, data: shown.map(view), additional_data: { next_cursor } });
}
