import { RecordError } from '../errors.ts';
import type { LiveObject } from '../schema/catalog.ts';
import type { StoredRow } from '../store/store.ts';
import { readFields, type WriteContext } from './context.ts';

const masterId = '012000000000000AAA';

/** Throws unless the record type is an active one of this object. Without one the object's default is taken. */
export function checkRecordType(context: WriteContext, object: LiveObject, row: StoredRow): void {
  if (object.field('RecordTypeId') === undefined) return;
  const id = row['RecordTypeId'] ?? null;
  if (id === masterId) {
    row['RecordTypeId'] = null;
    return;
  }
  if (id === null) {
    const preset = defaultRecordType(context, object.name);
    if (preset !== undefined) row['RecordTypeId'] = preset;
    return;
  }
  const type = readFields(context, 'RecordType', String(id), ['SobjectType', 'IsActive']);
  if (type === undefined || type['SobjectType'] !== object.name || type['IsActive'] !== 1)
    throw new RecordError(
      'INVALID_CROSS_REFERENCE_KEY',
      `Record Type ID: this ID value isn't valid for the user: ${id}`,
      ['RecordTypeId'],
    );
}

function defaultRecordType(context: WriteContext, object: string): string | undefined {
  const preset = context.org.definition.recordTypes.find((t) => t.object === object && t.default);
  if (preset === undefined) return undefined;
  const id = context.org.store
    .statement('SELECT Id FROM RecordType WHERE SobjectType = ? AND DeveloperName = ?')
    .get(object, preset.name)?.['Id'];
  return typeof id === 'string' ? id : undefined;
}
