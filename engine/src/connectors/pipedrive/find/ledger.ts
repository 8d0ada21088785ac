import type { Account } from '../account.ts';
import type { ApiField } from '../fields/field.ts';
import { instant } from '../fields/wire.ts';
import type { ApiObject } from '../objects.ts';
import { isLive, lists, pages, type Raw } from '../pages.ts';
import { everyRecord } from '../read.ts';
import { idOf, rowOf } from '../record.ts';
import { formsOf } from './form.ts';

/**
 * Lists of whole objects by the fields they are looked up by: read once (a page of 500 costs half of one search), then
 * kept up to date by what changed since. It holds ids and the compared values, nothing else.
 */
export interface Ledger {
  has(object: ApiObject, fields: readonly ApiField[]): boolean;
  /** Ids of the records that have one of the forms. */
  ids(object: ApiObject, fields: readonly ApiField[], forms: ReadonlySet<string>): Promise<readonly string[]>;
  /** Records that changed within the last minutes. */
  young(object: ApiObject, minutes: number): Promise<readonly Raw[]>;
}

interface Kept {
  readonly byForm: Map<string, Set<string>>;
  readonly formsById: Map<string, readonly string[]>;
  /** The newest change that was seen, by the server's clock. */
  newest: number;
  /** Jumps of that clock before it was read. */
  readonly jumps: number;
}

/** A change may be listed a little after another that is newer. */
const overlapMs = 60_000;

export function createLedger(account: Account): Ledger {
  const kept = new Map<string, Promise<Kept>>();
  const keyOf = (object: ApiObject, fields: readonly ApiField[]) =>
    `${object.name} ${fields.map((f) => f.schema.name).join()}`;

  async function read(object: ApiObject, fields: readonly ApiField[]): Promise<Kept> {
    const list: Kept = {
      byForm: new Map(),
      formsById: new Map(),
      newest: 0,
      jumps: account.clock.jumps(),
    };
    for await (const page of everyRecord(account, object))
      for (const raw of page) put(list, object, fields, raw);
    return list;
  }

  async function refreshed(list: Kept, object: ApiObject, fields: readonly ApiField[]): Promise<Kept> {
    for await (const page of changedSince(account, object, list.newest - overlapMs))
      for (const raw of page) put(list, object, fields, raw);
    return list;
  }

  return {
    has: (object, fields) => kept.has(keyOf(object, fields)),
    async ids(object, fields, forms) {
      const key = keyOf(object, fields);
      const before = kept.get(key);
      const next = before
        ? before.then((list) =>
            list.jumps === account.clock.jumps() ? refreshed(list, object, fields) : read(object, fields),
          )
        : read(object, fields);
      kept.set(key, next);
      next.catch(() => kept.delete(key));
      const list = await next;
      return [...new Set([...forms].flatMap((form) => [...(list.byForm.get(form) ?? [])]))];
    },
    async young(object, minutes) {
      const found: Raw[] = [];
      for await (const page of changedSince(account, object, account.clock.now() - minutes * 60_000))
        found.push(...page);
      return found;
    },
  };
}

function put(list: Kept, object: ApiObject, fields: readonly ApiField[], raw: Raw): void {
  const id = idOf(object, raw);
  for (const form of list.formsById.get(id) ?? []) list.byForm.get(form)?.delete(id);
  list.newest = Math.max(list.newest, changedAt(raw));
  const schemas = fields.map((f) => f.schema);
  const forms = isLive(raw)
    ? formsOf(
        schemas,
        rowOf(
          fields,
          raw,
          schemas.map((s) => s.name),
        ),
      )
    : [];
  list.formsById.set(id, forms);
  for (const form of forms) {
    const same = list.byForm.get(form);
    if (same) same.add(id);
    else list.byForm.set(form, new Set([id]));
  }
}

/** Where a list cannot be narrowed, it is read newest change first; where it cannot be sorted either, whole. */
async function* changedSince(
  account: Account,
  object: ApiObject,
  ms: number,
): AsyncGenerator<readonly Raw[]> {
  if (ms <= 0 || object.name === 'DealProduct') {
    yield* everyRecord(account, object);
    return;
  }
  for (const place of lists(object)) yield* changedIn(account, place, ms);
}

async function* changedIn(account: Account, place: ApiObject, ms: number): AsyncGenerator<readonly Raw[]> {
  const since = new Date(ms).toISOString().slice(0, 19);
  if (place.updatedSince) {
    yield* pages(account.rest, place, { updated_since: `${since}Z` });
    return;
  }
  const newestFirst =
    place.version === 'v2'
      ? { sort_by: 'update_time', sort_direction: 'desc' }
      : { sort: 'update_time DESC' };
  for await (const page of pages(account.rest, place, newestFirst)) {
    yield page.filter(isLive);
    const oldest = page.at(-1);
    if (oldest && changedAt(oldest) < ms) return;
  }
}

function changedAt(raw: Raw): number {
  const text = raw['update_time'] ?? raw['add_time'];
  return typeof text === 'string' ? Date.parse(instant(text) ?? '') || 0 : 0;
}
