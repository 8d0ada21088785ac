import type { Row, Value } from '../../values.ts';
import type { FoundRecord } from '../destination.ts';
import { ConnectorError } from '../errors.ts';
import { storedForm } from './compare.ts';
import type { Describe, DescribeField } from './describe/raw.ts';
import { foundRecord } from './found.ts';
import { isId } from './ids.ts';
import type { Reader, SoqlRecord } from './reader.ts';
import type { Rest } from './rest.ts';
import { chunksByLength, encodedLength, literals } from './soql.ts';

export interface FindOptions {
  readonly read?: readonly string[];
  readonly createdByMeSince?: string;
}
export interface Found {
  readonly row: number;
  readonly record: FoundRecord;
}

/** Activities are put into an archive after a year, which an ordinary query does not look into. */
export const archivedObjects: ReadonlySet<string> = new Set(['Task', 'Event']);

/** This computer's clock may be ahead of Salesforce's. */
const clockMarginMs = 15 * 60_000;

export async function find(
  reader: Reader,
  rest: Rest,
  object: string,
  fields: readonly string[],
  rows: readonly Row[],
  options: FindOptions,
): Promise<Found[]> {
  if (rows.length === 0) return [];
  const describe = await reader.describe(object);
  const described = fields.map((name) => fieldOf(describe, name));
  const filters = described.filter((f) => f.filterable && f.type !== 'base64');
  if (filters.length === 0) {
    throw new ConnectorError(
      'schema',
      'NOT_FILTERABLE',
      `${object} cannot be looked up by ${fields.join(', ')}: Salesforce does not filter on these fields.`,
    );
  }
  const selected = [...new Set(['Id', ...fields, ...(options.read ?? [])])];
  const since = sinceClause(describe, options.createdByMeSince);
  const index = byStoredForm(described, rows);
  const askable = rows.filter((row) => filters.every((f) => canHold(f, row[f.name] ?? null)));
  const queries = [...chunksByLength(askable, (row) => rowLength(filters, row))].map(
    (chunk) =>
      `SELECT ${selected.join(', ')} FROM ${object} WHERE ` +
      [...filters.map((f) => inClause(f, chunk)), ...since, ...live(object)].join(' AND '),
  );
  const archived = archivedObjects.has(object);
  const answers = await Promise.all(queries.map((soql) => reader.query(soql, { archived })));
  const found = new Map<string, Found>();
  for (const record of answers.flat()) {
    const withText = await withBase64(rest, described, record);
    const form = described.map((f) => storedForm(f, withText[f.name] as string | null)).join('\u0000');
    for (const row of index.get(form) ?? []) {
      found.set(`${row} ${String(record['Id'])}`, { row, record: foundRecord(describe, record, selected) });
    }
  }
  return [...found.values()];
}

/** No record has a text that is no id where an id stands. */
function canHold({ type }: DescribeField, value: Value): boolean {
  return type !== 'id' || (typeof value === 'string' && isId(value));
}

function fieldOf(describe: Describe, name: string): DescribeField {
  const field = describe.fields.find((f) => f.name === name);
  if (field) return field;
  throw new ConnectorError(
    'schema',
    'INVALID_FIELD',
    `${describe.name} has no field ${name}, or it is hidden.`,
  );
}

export function live(object: string): readonly string[] {
  return archivedObjects.has(object) ? ['IsDeleted = false'] : [];
}

/** `A IN (…) AND B IN (…)` finds more than the pairs asked for; the stored forms tell them apart afterwards. */
function inClause(field: DescribeField, rows: readonly Row[]): string {
  const values = new Set(rows.flatMap((row) => literals(field, row[field.name] ?? null)));
  const empty = values.delete('null');
  const list = values.size > 0 ? `${field.name} IN (${[...values].join(',')})` : undefined;
  if (!empty) return list ?? `${field.name} = null`;
  return list === undefined ? `${field.name} = null` : `(${list} OR ${field.name} = null)`;
}

function rowLength(filters: readonly DescribeField[], row: Row): number {
  return filters.reduce(
    (sum, f) => sum + literals(f, row[f.name] ?? null).reduce((n, l) => n + encodedLength(l), 0),
    0,
  );
}

function byStoredForm(fields: readonly DescribeField[], rows: readonly Row[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [i, row] of rows.entries()) {
    const form = fields.map((f) => storedForm(f, row[f.name])).join('\u0000');
    const same = index.get(form);
    if (same) same.push(i);
    else index.set(form, [i]);
  }
  return index;
}

/** Created and modified times may be set by a load; the system's own stamp cannot, so it is the one to trust. */
function sinceClause(describe: Describe, since: string | undefined): readonly string[] {
  if (since === undefined || !describe.fields.some((f) => f.name === 'SystemModstamp' && f.filterable))
    return [];
  const from = new Date(Date.parse(since) - clockMarginMs).toISOString().slice(0, 19);
  return [`SystemModstamp >= ${from}Z`];
}

/** Blobs come as an address to fetch them from. */
export async function withBase64(
  rest: Rest,
  fields: readonly DescribeField[],
  record: SoqlRecord,
): Promise<SoqlRecord> {
  const blobs = fields.filter((f) => f.type === 'base64');
  const texts = await Promise.all(
    blobs.map(async (f) => {
      const value = record[f.name];
      if (typeof value !== 'string') return [f.name, null] as const;
      if (!value.startsWith('/services/'))
        return [f.name, Buffer.from(value, 'base64').toString('utf8')] as const;
      const answer = await rest.send({ method: 'GET', path: value, repeat: 'safe' });
      return [f.name, answer.text] as const;
    }),
  );
  return { ...record, ...Object.fromEntries(texts) };
}
