import { RecordError } from '../errors.ts';
import { ordinalOf } from '../ids.ts';
import type { LiveObject } from '../schema/catalog.ts';
import type { FieldDef } from '../schema/types.ts';
import { insertRow, type SqlValue, type StoredRow } from '../store/store.ts';
import { checkValue } from './coerce.ts';
import type { WriteContext } from './context.ts';
import { checkDuplicateRules } from './duplicates.ts';
import { takeStorage } from '../org/storage.ts';
import { insertFacts } from '../schema/derived.ts';
import type { WritePlan } from './plan.ts';
import { checkOwner, checkReference, parentId } from './references.ts';
import { checkRecordType } from './recordTypes.ts';
import { rulesOf } from './rules/all.ts';
import type { ObjectRules } from './rules/types.ts';
import { checkUnique } from './unique.ts';

/** A cell as it came in; made a value of the field's type by the caller's coercion. */
export type Coerce<Cell> = (field: FieldDef, cell: Cell) => SqlValue;

/** The values of one record by field, checked one by one. `undefined` cells are left out. */
export function readCells<Cell>(
  context: WriteContext,
  plan: WritePlan,
  cells: readonly (Cell | undefined)[],
  coerce: Coerce<Cell>,
): StoredRow {
  const row: StoredRow = {};
  for (let i = 0; i < plan.columns.length; i++) {
    const column = plan.columns[i];
    const cell = cells[i];
    if (column === undefined || typeof column === 'string' || cell === undefined) continue;
    if (column.parent === undefined) {
      row[column.field.name] = checkValue(column.field, coerce(column.field, cell));
    } else {
      const value = checkValue(column.parent.key, coerce(column.parent.key, cell));
      row[column.field.name] = parentId(context, column, value);
    }
  }
  return row;
}

function withDefaults(object: LiveObject, row: StoredRow): void {
  for (const { field, value } of insertFacts(object).defaults) {
    const given = row[field.name];
    if (given === undefined || (given === null && !field.nillable)) row[field.name] = value;
  }
}

function checkRequired(object: LiveObject, row: StoredRow): void {
  const missing = insertFacts(object).required.filter((f) => (row[f.name] ?? null) === null);
  if (missing.length === 0) return;
  const names = missing.map((f) => f.name);
  throw new RecordError(
    'REQUIRED_FIELD_MISSING',
    `Required fields are missing: [${names.join(', ')}]`,
    names,
  );
}

export function checkReferences(
  context: WriteContext,
  object: LiveObject,
  row: StoredRow,
  names: Iterable<string>,
): void {
  for (const name of names) {
    const field = object.field(name);
    const value = row[name];
    if (field?.type !== 'reference' || typeof value !== 'string') continue;
    checkReference(context, field, value);
    checkOwner(context, object.name, field, value);
  }
}

function stamp(context: WriteContext, object: LiveObject, row: StoredRow): void {
  const { now, userId } = context;
  const { has } = insertFacts(object);
  const set = (name: string, value: SqlValue): void => {
    if (has.has(name)) row[name] ??= value;
  };
  set('CreatedDate', now);
  set('CreatedById', userId);
  set('LastModifiedDate', row['CreatedDate'] ?? now);
  set('LastModifiedById', userId);
  set('SystemModstamp', now);
  if (object.field('OwnerId')?.createable === true) row['OwnerId'] ??= userId;
}

/** Stores one record and answers its id. Throws a RecordError when the platform would refuse it. */
export function insertRecord<Cell>(
  context: WriteContext,
  plan: WritePlan,
  cells: readonly (Cell | undefined)[],
  coerce: Coerce<Cell>,
): string {
  if (plan.refusal !== undefined) throw plan.refusal;
  return insertValues(context, plan.object, readCells(context, plan, cells, coerce));
}

/** The same for values that are of their fields' types already; the platform's own records come this way. */
export function insertValues(context: WriteContext, object: LiveObject, values: StoredRow): string {
  const rules = rulesOf(object.name);
  const insert = (): string => insertWith(context, object, values, rules);
  return rules.before === undefined && rules.after === undefined
    ? insert()
    : context.org.store.atomically(insert);
}

function insertWith(context: WriteContext, object: LiveObject, row: StoredRow, rules: ObjectRules): string {
  const { store } = context.org;
  if (!object.createable)
    throw new RecordError(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      `entity type cannot be inserted: ${object.label}`,
    );
  const given = new Set(Object.keys(row));
  const id = store.nextId(object.keyPrefix);
  const step = { context, object, id, row, given };
  rules.defaults?.(step);
  withDefaults(object, row);
  checkRequired(object, row);
  checkRecordType(context, object, row);
  checkReferences(context, object, row, given);
  rules.before?.(step);
  checkUnique(context, object, row, given);
  checkDuplicateRules(context, object, row);
  takeStorage(context.org, object.name);
  stamp(context, object, row);
  for (const field of insertFacts(object).autoNumbers)
    row[field.name] ??= String(1000 + ordinalOf(id)).padStart(8, '0');
  insertRow(store, object.name, { Id: id, ...row });
  rules.after?.(step);
  context.seen.set(id, true);
  return id;
}
