import { RecordError } from '../errors.ts';
import type { FieldDef } from '../schema/types.ts';
import { findByKey, type WriteContext } from './context.ts';
import { insertValues, readCells, type Coerce } from './insert.ts';
import type { WritePlan } from './plan.ts';
import { existingId, updateValues } from './update.ts';

export interface Upserted {
  readonly id: string;
  readonly created: boolean;
}

/** Creates or changes the record that `key` identifies; `key` is Id, an external id or an idLookup field. */
export function upsertRecord<Cell>(
  context: WriteContext,
  plan: WritePlan,
  key: FieldDef,
  keyCell: Cell | undefined,
  cells: readonly (Cell | undefined)[],
  coerce: Coerce<Cell>,
): Upserted {
  if (plan.refusal !== undefined) throw plan.refusal;
  const { object } = plan;
  const values = readCells(context, plan, cells, coerce);
  if (key.name === 'Id') {
    const given = keyCell === undefined || keyCell === '' || keyCell === null ? undefined : keyCell;
    if (given === undefined) return { id: insertValues(context, object, values), created: true };
    const id = existingId(context, object, given);
    updateValues(context, object, id, values);
    return { id, created: false };
  }
  const wanted = keyCell === undefined ? null : coerce(key, keyCell);
  if (wanted === null) throw new RecordError('MISSING_ARGUMENT', `${key.name} not specified`, []);
  const id = findByKey(context, object, key, wanted);
  if (id === undefined)
    return { id: insertValues(context, object, { ...values, [key.name]: wanted }), created: true };
  const changes = { ...values };
  delete changes[key.name];
  for (const name of Object.keys(changes)) if (object.field(name)?.updateable === false) delete changes[name];
  updateValues(context, object, id, changes);
  return { id, created: false };
}

/**
 * Keys that stand more than once among these; the platform refuses every record of one chunk that has such a key.
 * Texts are compared as the key field compares them.
 */
export function repeatedKeys(key: FieldDef, values: readonly unknown[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const value of values) {
    if (value === undefined || value === null || value === '') continue;
    const folded = foldKey(key, value);
    if (seen.has(folded)) repeated.add(folded);
    seen.add(folded);
  }
  return repeated;
}

export const foldKey = (key: FieldDef, value: unknown): string =>
  key.caseSensitive || key.name === 'Id' ? String(value) : String(value).toLowerCase();

export function repeatedKeyError(key: FieldDef, value: unknown): RecordError {
  return key.name === 'Id'
    ? new RecordError('DUPLICATE_VALUE', `Duplicate id specified: ${String(value)}`, ['Id'])
    : new RecordError('DUPLICATE_VALUE', `Duplicate external id specified: ${String(value)}`, [key.name]);
}
