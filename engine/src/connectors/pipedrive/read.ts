import type { FoundRecord } from '../destination.ts';
import { ConnectorError } from '../errors.ts';
import type { Account } from './account.ts';
import type { ApiObject } from './objects.ts';
import { isLive, listed, lists, pages, type Raw } from './pages.ts';
import { idOf, recordPath, rowOf } from './record.ts';
import type { Rest } from './rest.ts';

/** A list takes so many ids. */
const idsPerList = 100;
/** One by one costs a token each, a list ten. */
const worthAList = 10;

export async function readRecords(
  account: Account,
  name: string,
  ids: readonly string[],
  fields: readonly string[],
): Promise<FoundRecord[]> {
  const { model, rest } = account;
  const object = model.object(name);
  const described = await model.fields(name);
  const raws = await rawRecords(rest, object, ids);
  return raws.map((raw) => ({ id: idOf(object, raw), values: rowOf(described, raw, fields) }));
}

export async function rawRecords(rest: Rest, object: ApiObject, ids: readonly string[]): Promise<Raw[]> {
  if (object.name === 'DealProduct') return ofDeals(rest, object, ids);
  if (object.version === 'v1' || ids.length < worthAList) {
    const found = await Promise.all(ids.map((id) => one(rest, object, id)));
    return found.filter((raw) => raw !== undefined && isLive(raw)) as Raw[];
  }
  const numbers = ids.filter((id) => /^\d+$/.test(id));
  const found = new Map<string, Raw>();
  for (const place of lists(object)) {
    const open = numbers.filter((id) => !found.has(id));
    const asked: Promise<Raw[]>[] = [];
    for (let i = 0; i < open.length; i += idsPerList)
      asked.push(listed(rest, place, { ids: open.slice(i, i + idsPerList).join(',') }));
    for (const raw of (await Promise.all(asked)).flat()) found.set(idOf(object, raw), raw);
  }
  return [...found.values()].filter(isLive);
}

async function one(rest: Rest, object: ApiObject, id: string): Promise<Raw | undefined> {
  try {
    const { data } = await rest.get(object.version, recordPath(object, id));
    return typeof data === 'object' && data !== null ? (data as Raw) : undefined;
  } catch (error) {
    // Never there, gone for good, or an id of another shape.
    if (error instanceof ConnectorError && ['reference', 'validation'].includes(error.class))
      return undefined;
    throw error;
  }
}

/** Product lines are listed by deal alone. */
async function ofDeals(rest: Rest, object: ApiObject, ids: readonly string[]): Promise<Raw[]> {
  const wanted = new Set(ids);
  const deals = [...new Set(ids.map((id) => id.split('/')[0] ?? ''))];
  const found: Raw[] = [];
  for await (const page of linesOf(rest, object, deals))
    found.push(...page.filter((raw) => wanted.has(idOf(object, raw))));
  return found;
}

/** Product lines of these deals. */
export async function* linesOf(
  rest: Rest,
  object: ApiObject,
  deals: readonly string[],
): AsyncGenerator<readonly Raw[]> {
  for (let i = 0; i < deals.length; i += idsPerList)
    yield* pages(rest, object, { deal_ids: deals.slice(i, i + idsPerList).join(',') });
}

/** Every live record, a page at a time. */
export async function* everyRecord(account: Account, object: ApiObject): AsyncGenerator<readonly Raw[]> {
  const { rest, model } = account;
  if (object.name === 'DealProduct') {
    for await (const page of everyRecord(account, model.object('Deal')))
      yield* linesOf(
        rest,
        object,
        page.map((deal) => String(deal['id'])),
      );
    return;
  }
  for (const place of lists(object)) for await (const page of pages(rest, place)) yield page.filter(isLive);
}

/** No address counts; the list does. */
export async function countRecords(account: Account, name: string): Promise<number> {
  let n = 0;
  for await (const page of everyRecord(account, account.model.object(name))) n += page.length;
  return n;
}
