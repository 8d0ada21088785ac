import { RecordError, RequestError } from '../errors.ts';
import { normalizeId } from '../ids.ts';
import type { Org } from '../org/org.ts';
import type { LiveObject } from '../schema/catalog.ts';
import type { FieldDef } from '../schema/types.ts';
import { fromCsv } from '../write/coerce.ts';
import type { WriteContext } from '../write/context.ts';
import { deletable, deleteRecord } from '../write/delete.ts';
import { insertRecord } from '../write/insert.ts';
import { planWrite, type WritePlan } from '../write/plan.ts';
import { existingId, updateRecord } from '../write/update.ts';
import { foldKey, repeatedKeyError, repeatedKeys, upsertRecord } from '../write/upsert.ts';
import type { Job } from './job.ts';

export type RowOutcome =
  { readonly id: string; readonly created: boolean } | { readonly error: RecordError; readonly id?: string };

type Refuse = (index: number) => RecordError | undefined;
type Report = (row: readonly string[], outcome: RowOutcome) => void;

/** Writes one chunk of rows and reports each row's outcome. */
export type RowWriter = (
  context: WriteContext,
  rows: readonly string[][],
  report: Report,
  refuse: Refuse,
) => void;

/** An empty cell says nothing about its field; `#N/A` empties it. */
const cellsOf = (row: readonly string[]): (string | undefined)[] =>
  row.map((c) => (c === '' ? undefined : c));

function checkBinary(plan: WritePlan): WritePlan {
  for (const column of plan.columns)
    if (typeof column !== 'string' && column.field.type === 'base64')
      throw new RequestError(
        400,
        'FEATURENOTENABLED',
        `Binary field ${column.field.name} cannot be loaded in bulk`,
      );
  return plan;
}

type RowWork = (context: WriteContext, row: readonly string[], index: number) => RowOutcome;

const each =
  (prepare: (rows: readonly string[][]) => RowWork): RowWriter =>
  (context, rows, report, refuse) => {
    const work = prepare(rows);
    rows.forEach((row, index) => {
      let outcome: RowOutcome;
      try {
        const refusal = refuse(index);
        if (refusal !== undefined) throw refusal;
        outcome = work(context, row, index);
      } catch (error) {
        if (!(error instanceof RecordError)) throw error;
        outcome = { error };
      }
      report(row, outcome);
    });
  };

const at = (header: readonly string[], name: string): number =>
  header.findIndex((h) => h.toLowerCase() === name.toLowerCase());

function inserter(org: Org, object: LiveObject, header: readonly string[]): RowWriter {
  const plan = checkBinary(planWrite(org.catalog, object, 'insert', header));
  return each(() => (context, row) => ({
    id: insertRecord(context, plan, cellsOf(row), fromCsv),
    created: true,
  }));
}

function updater(org: Org, object: LiveObject, header: readonly string[]): RowWriter {
  const plan = checkBinary(planWrite(org.catalog, object, 'update', header));
  const idAt = at(header, 'Id');
  if (idAt < 0) throw new RequestError(400, 'INVALIDBATCH', 'an update needs the column Id');
  return each(() => {
    const seen = new Set<string>();
    return (context, row) => {
      const given = row[idAt] ?? '';
      const id = normalizeId(given) ?? given;
      if (seen.has(id)) throw new RecordError('DUPLICATE_VALUE', `Duplicate id specified: ${id}`, ['Id']);
      existingId(context, object, given);
      seen.add(id);
      updateRecord(context, plan, id, cellsOf(row), fromCsv);
      return { id, created: false };
    };
  });
}

function upserter(org: Org, object: LiveObject, key: FieldDef, header: readonly string[]): RowWriter {
  const plan = checkBinary(planWrite(org.catalog, object, 'upsert', header, key));
  const keyAt = at(header, key.name);
  if (keyAt < 0)
    throw new RequestError(400, 'INVALIDBATCH', `an upsert needs the column of its external id ${key.name}`);
  return each((rows) => {
    const repeated = repeatedKeys(
      key,
      rows.map((r) => r[keyAt]),
    );
    return (context, row) => {
      const value = row[keyAt] ?? '';
      if (value !== '' && repeated.has(foldKey(key, value))) throw repeatedKeyError(key, value);
      return upsertRecord(context, plan, key, value === '' ? undefined : value, cellsOf(row), fromCsv);
    };
  });
}

function deleter(object: LiveObject, header: readonly string[], hard: boolean): RowWriter {
  if (header.length !== 1 || at(header, 'Id') !== 0)
    throw new RequestError(400, 'INVALIDBATCH', 'a delete has the one column Id');
  return each(() => (context, row) => {
    const found = deletable(context, row[0] ?? '');
    if (found.object.name !== object.name)
      throw new RecordError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    deleteRecord(context, object, found.id, hard);
    return { id: found.id, created: false };
  });
}

/** What a job does with a row. Throws RequestError for a header that it cannot work with. */
export function rowWriter(org: Org, job: Job, object: LiveObject, header: readonly string[]): RowWriter {
  switch (job.operation) {
    case 'insert':
      return inserter(org, object, header);
    case 'update':
      return updater(org, object, header);
    case 'upsert': {
      const key = object.field(job.externalIdField ?? '');
      if (key === undefined) throw new RequestError(400, 'INVALIDBATCH', 'the external id field is gone');
      return upserter(org, object, key, header);
    }
    default:
      return deleter(object, header, job.operation === 'hardDelete');
  }
}
