import { RecordError } from '../errors.ts';
import { normalizeId } from '../ids.ts';
import type { LiveObject } from '../schema/catalog.ts';
import { findById, quote, rememberLastId, type StoredRow } from '../store/store.ts';
import type { WriteContext } from './context.ts';
import { countsForStorage } from '../org/storage.ts';
import { rulesOf } from './rules/all.ts';

/** Throws unless the text is the id of a live record; answers its object and long id. */
export function deletable(context: WriteContext, text: string): { object: LiveObject; id: string } {
  const id = normalizeId(text);
  if (id === undefined) throw new RecordError('MALFORMED_ID', `bad id ${text}`, ['Id']);
  const object = context.org.catalog.byPrefix(id.slice(0, 3));
  if (object === undefined)
    throw new RecordError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  const row = findById(context.org.store, object.name, id);
  if (row === undefined) throw new RecordError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (row['IsDeleted'] === 1) throw new RecordError('ENTITY_IS_DELETED', 'entity is deleted');
  return { object, id };
}

/** Puts a record into the recycle bin (or purges it), with everything that hangs on it. */
export function deleteRecord(context: WriteContext, object: LiveObject, id: string, hard = false): void {
  if (!object.deletable)
    throw new RecordError(
      'INSUFFICIENT_ACCESS_OR_READONLY',
      `entity type cannot be deleted: ${object.label}`,
    );
  context.org.store.atomically(() => remove(context, object, id, hard));
  context.seen.delete(id);
}

function remove(context: WriteContext, object: LiveObject, id: string, hard: boolean): void {
  const { store, catalog } = context.org;
  const row = findById(store, object.name, id);
  if (row === undefined || row['IsDeleted'] === 1) return;
  rulesOf(object.name).beforeDelete?.(context, row);
  mark(context, object, id, hard);
  rulesOf(object.name).afterDelete?.(context, row);
  for (const { object: childName, field } of catalog.children(object.name)) {
    const child = catalog.object(childName);
    if (child === undefined || childName === 'RecordType') continue;
    if (field.name.endsWith('ById') || isEmptyTable(context, childName)) continue;
    store.ensureIndex(childName, field.name);
    const ids = store
      .statement(`SELECT Id FROM ${quote(childName)} WHERE ${quote(field.name)} = ? AND IsDeleted = 0`)
      .all(id) as StoredRow[];
    if (field.cascade) for (const found of ids) remove(context, child, String(found['Id']), hard);
    else if (field.nillable && ids.length > 0)
      store
        .statement(
          `UPDATE ${quote(childName)} SET ${quote(field.name)} = NULL WHERE ${quote(field.name)} = ?`,
        )
        .run(id);
  }
}

const isEmptyTable = (context: WriteContext, name: string): boolean =>
  context.org.store.statement(`SELECT 1 FROM ${quote(name)} LIMIT 1`).get() === undefined;

function mark(context: WriteContext, object: LiveObject, id: string, hard: boolean): void {
  const { store } = context.org;
  if (hard) {
    rememberLastId(store, id);
    store.statement(`DELETE FROM ${quote(object.name)} WHERE Id = ?`).run(id);
    if (countsForStorage(object.name)) context.org.usage.records--;
    return;
  }
  const stamped = object.field('SystemModstamp') === undefined ? '' : ', SystemModstamp = ?';
  const values = stamped === '' ? [id] : [context.now, id];
  store.statement(`UPDATE ${quote(object.name)} SET IsDeleted = 1${stamped} WHERE Id = ?`).run(...values);
}
