import type { Row } from '../../../values.ts';
import type { FoundRecord } from '../../destination.ts';
import { ConnectorError } from '../../errors.ts';
import type { Account } from '../account.ts';
import type { ApiField } from '../fields/field.ts';
import type { ApiObject } from '../objects.ts';
import { isLive, type Raw } from '../pages.ts';
import { idOf, rowOf } from '../record.ts';
import { rawRecords } from '../read.ts';
import { byParents } from './by-parents.ts';
import { formsOf } from './form.ts';
import type { Ledger } from './ledger.ts';
import { searched } from './search.ts';

export interface FindOptions {
  readonly read?: readonly string[];
  readonly createdByMeSince?: string;
}
export interface Found {
  readonly row: number;
  readonly record: FoundRecord;
}

/** More rows than these are dearer to search than to list. */
const worthASearch = 3;

/**
 * Live records equal to the rows in all fields. A few rows are searched for, and whatever the search index cannot know
 * yet is listed; rows with a parent are looked for below it; many are looked up in a list of the whole object.
 */
export async function find(
  account: Account,
  ledger: Ledger,
  name: string,
  names: readonly string[],
  rows: readonly Row[],
  options: FindOptions,
): Promise<Found[]> {
  if (rows.length === 0) return [];
  const object = account.model.object(name);
  const described = await account.model.fields(name);
  const fields = names.map((field) => fieldNamed(object, described, field));
  const index = byForm(fields, rows);
  const raws = await candidates(account, ledger, object, fields, rows, new Set(index.keys()));
  const wanted = [...new Set([...names, ...(options.read ?? [])])];
  const found = new Map<string, Found>();
  for (const raw of raws.filter(isLive)) {
    if (!since(raw, options.createdByMeSince)) continue;
    const schemas = fields.map((f) => f.schema);
    for (const form of formsOf(schemas, rowOf(fields, raw, names)))
      for (const row of index.get(form) ?? []) {
        const id = idOf(object, raw);
        found.set(`${row} ${id}`, { row, record: { id, values: rowOf(described, raw, wanted) } });
      }
  }
  return [...found.values()];
}

async function candidates(
  account: Account,
  ledger: Ledger,
  object: ApiObject,
  fields: readonly ApiField[],
  rows: readonly Row[],
  forms: ReadonlySet<string>,
): Promise<readonly Raw[]> {
  const below = await byParents(account, object, fields, rows);
  if (below) return below;
  const [only] = fields;
  if (
    !ledger.has(object, fields) &&
    // What is older than the search index is told by the clock.
    account.clock.jumps() === 0 &&
    rows.length <= worthASearch &&
    fields.length === 1 &&
    only?.schema.lookupKey
  ) {
    const [old, young] = await Promise.all([
      searched(account, object, only, rows),
      ledger.young(object, account.options.searchDelayMinutes),
    ]);
    return [...old, ...young];
  }
  return rawRecords(account.rest, object, await ledger.ids(object, fields, forms));
}

function fieldNamed(object: ApiObject, fields: readonly ApiField[], name: string): ApiField {
  const field = fields.find((f) => f.schema.name === name);
  if (field) return field;
  throw new ConnectorError('schema', 'INVALID_FIELD', `${object.name} has no field ${name} in this account.`);
}

function byForm(fields: readonly ApiField[], rows: readonly Row[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [i, row] of rows.entries()) {
    for (const form of formsOf(
      fields.map((f) => f.schema),
      row,
    )) {
      const same = index.get(form);
      if (same) same.push(i);
      else index.set(form, [i]);
    }
  }
  return index;
}

/** An update time cannot be set by a load, so it is the one to trust; this computer's clock may be ahead. */
const clockMarginMs = 15 * 60_000;

function since(raw: Raw, from: string | undefined): boolean {
  if (from === undefined) return true;
  const text = typeof raw['update_time'] === 'string' ? raw['update_time'] : '';
  const time = Date.parse(/^\d{4}-\d\d-\d\d /.test(text) ? `${text.replace(' ', 'T')}Z` : text);
  return Number.isNaN(time) || time >= Date.parse(from) - clockMarginMs;
}
