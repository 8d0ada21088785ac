import type { ApiObject } from './objects.ts';
import type { Query, Rest } from './rest.ts';

/** A record as the API answers it. */
export type Raw = Readonly<Record<string, unknown>>;

/** Everywhere that an object's records are listed: what is archived stands apart. */
export function lists(object: ApiObject): readonly ApiObject[] {
  const { archivedPath: path } = object;
  return path === undefined ? [object] : [object, { ...object, path }];
}

/** All pages of a list: by cursor in v2, by `start` in v1. */
export async function* pages(
  rest: Rest,
  { version, path, page }: Pick<ApiObject, 'version' | 'path' | 'page'>,
  query: Query = {},
): AsyncGenerator<readonly Raw[]> {
  let next: Query | undefined = {};
  while (next) {
    const answer = await rest.get(version, path, { limit: page, ...query, ...next });
    yield records(answer.data);
    next = version === 'v2' ? byCursor(answer.additional) : byStart(answer.additional);
  }
}

export async function listed(
  rest: Rest,
  object: Pick<ApiObject, 'version' | 'path' | 'page'>,
  query: Query = {},
): Promise<Raw[]> {
  const all: Raw[] = [];
  for await (const page of pages(rest, object, query)) all.push(...page);
  return all;
}

/** A record that was deleted is kept for a month and still answered by its id. */
export function isLive(raw: Raw): boolean {
  return raw['is_deleted'] !== true && raw['active_flag'] !== false && raw['status'] !== 'deleted';
}

function records(data: unknown): readonly Raw[] {
  return Array.isArray(data) ? (data as Raw[]) : [];
}

function byCursor(additional: Readonly<Record<string, unknown>>): Query | undefined {
  const cursor = additional['next_cursor'];
  return typeof cursor === 'string' && cursor !== '' ? { cursor } : undefined;
}

function byStart(additional: Readonly<Record<string, unknown>>): Query | undefined {
  const pagination = (additional['pagination'] ?? additional) as Record<string, unknown>;
  if (pagination['more_items_in_collection'] !== true) return undefined;
  const { next_start: next, start, limit } = pagination;
  if (typeof next === 'number') return { start: next };
  return typeof start === 'number' && typeof limit === 'number' ? { start: start + limit } : undefined;
}
