import { RecordError } from '../errors.ts';
import type { FieldDef } from '../schema/types.ts';
import type { SqlValue } from '../store/store.ts';
import { findByKey, readFields, type WriteContext } from './context.ts';
import type { Column } from './plan.ts';

/** The parent's id for a value that names it by another field. */
export function parentId(context: WriteContext, column: Column, value: SqlValue): SqlValue {
  if (value === null || column.parent === undefined) return null;
  const { object, key } = column.parent;
  const asked = `${object.name}.${key.name}=${value}`;
  const known = context.parents.get(asked);
  if (known !== undefined) return known;
  const id = findByKey(context, object, key, value);
  if (id === undefined)
    throw new RecordError(
      'INVALID_FIELD',
      `Foreign key external ID: ${String(value).toLowerCase()} not found for field ${key.name} in entity ${object.name}`,
    );
  context.parents.set(asked, id);
  return id;
}

const incorrect = (field: FieldDef, id: string): RecordError =>
  new RecordError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [
    field.name,
  ]);

/** Throws unless the record that a reference names is there, live and of a kind that the field takes. */
export function checkReference(context: WriteContext, field: FieldDef, id: string): void {
  const target = context.org.catalog.byPrefix(id.slice(0, 3));
  if (target === undefined || !field.referenceTo.includes(target.name)) throw incorrect(field, id);
  if (context.seen.has(id)) return;
  const row = readFields(context, target.name, id, ['Id']);
  if (row === undefined) throw new RecordError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (row['IsDeleted'] === 1) throw new RecordError('ENTITY_IS_DELETED', 'entity is deleted');
  context.seen.set(id, true);
}

/** Throws when an owner is a user who has left and the org does not let such users own records. */
export function checkOwner(context: WriteContext, object: string, field: FieldDef, id: string): void {
  if (field.name !== 'OwnerId' || !id.startsWith('005')) return;
  if (context.org.definition.features.inactiveOwners) return;
  let active = context.activeUsers.get(id);
  if (active === undefined) {
    active = readFields(context, 'User', id, ['IsActive'])?.['IsActive'] === 1;
    context.activeUsers.set(id, active);
  }
  if (!active)
    throw new RecordError(
      'INACTIVE_OWNER_OR_USER',
      `operation performed with inactive user [${id.slice(0, 15)}] as owner of ${object.toLowerCase()}`,
      [field.name],
    );
}
