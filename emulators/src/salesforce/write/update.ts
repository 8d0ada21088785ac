import { RecordError } from '../errors.ts';
import { normalizeId } from '../ids.ts';
import type { LiveObject } from '../schema/catalog.ts';
import { findById, updateRow, type StoredRow } from '../store/store.ts';
import type { WriteContext } from './context.ts';
import { checkReferences, readCells, type Coerce } from './insert.ts';
import { isRequired } from '../schema/derived.ts';
import type { WritePlan } from './plan.ts';
import { checkRecordType } from './recordTypes.ts';
import { rulesOf } from './rules/all.ts';
import { checkUnique } from './unique.ts';

/** Throws unless the text is the id of a live record of this object; answers its long form. */
export function existingId(context: WriteContext, object: LiveObject, text: unknown): string {
  if (typeof text !== 'string' || text === '')
    throw new RecordError('MISSING_ARGUMENT', 'Id not specified in an update call');
  const id = normalizeId(text);
  if (id === undefined) throw new RecordError('MALFORMED_ID', `bad id ${text}`, ['Id']);
  if (!id.startsWith(object.keyPrefix))
    throw new RecordError('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id`);
  const row = findById(context.org.store, object.name, id);
  if (row === undefined) throw new RecordError('NOT_FOUND', 'The requested resource does not exist');
  if (row['IsDeleted'] === 1) throw new RecordError('ENTITY_IS_DELETED', 'entity is deleted');
  return id;
}

/** Changes one record. Throws a RecordError when the platform would refuse it. */
export function updateRecord<Cell>(
  context: WriteContext,
  plan: WritePlan,
  id: string,
  cells: readonly (Cell | undefined)[],
  coerce: Coerce<Cell>,
): void {
  if (plan.refusal !== undefined) throw plan.refusal;
  updateValues(context, plan.object, id, readCells(context, plan, cells, coerce));
}

export function updateValues(
  context: WriteContext,
  object: LiveObject,
  id: string,
  changes: StoredRow,
): void {
  const { store } = context.org;
  const before = findById(store, object.name, id);
  if (before === undefined) throw new RecordError('NOT_FOUND', 'The requested resource does not exist');
  if (!object.updateable)
    throw new RecordError(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      `entity type cannot be updated: ${object.label}`,
    );
  const given = new Set(Object.keys(changes));
  const emptied = object.fields.filter((f) => given.has(f.name) && isRequired(f) && changes[f.name] === null);
  if (emptied.length > 0) {
    const names = emptied.map((f) => f.name);
    throw new RecordError(
      'REQUIRED_FIELD_MISSING',
      `Required fields are missing: [${names.join(', ')}]`,
      names,
    );
  }
  for (const name of given) {
    const field = object.field(name);
    if (changes[name] === null && field?.defaultedOnCreate && !field.nillable && field.type === 'reference')
      throw new RecordError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, [name]);
  }
  if (given.has('RecordTypeId')) checkRecordType(context, object, changes);
  checkReferences(context, object, changes, given);
  const row = { ...before, ...changes };
  const rules = rulesOf(object.name);
  const step = { context, object, id, row, before, given };
  rules.defaults?.(step);
  rules.before?.(step);
  checkUnique(context, object, changes, given, id);
  if (object.field('LastModifiedDate') !== undefined) row['LastModifiedDate'] = context.now;
  if (object.field('LastModifiedById') !== undefined) row['LastModifiedById'] = context.userId;
  if (object.field('SystemModstamp') !== undefined) row['SystemModstamp'] = context.now;
  const changed: StoredRow = {};
  for (const [name, value] of Object.entries(row)) if (value !== before[name]) changed[name] = value;
  const write = (): void => updateRow(store, object.name, id, changed);
  if (rules.after === undefined) return write();
  store.atomically(() => {
    write();
    rules.after?.(step);
  });
}
