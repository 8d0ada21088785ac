import { RecordError } from '../../errors.ts';
import { showField } from '../../org/fieldAccess.ts';
import type { ObjectRules } from './types.ts';

/** A new field shows as soon as someone is permitted to read it. */
export const fieldPermissions: ObjectRules = {
  before: ({ context, row }) => {
    const [objectName = '', fieldName = ''] = String(row['Field']).split('.');
    const known = objectName === row['SobjectType'] && showField(context.org, objectName, fieldName);
    if (!known)
      throw new RecordError(
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `Field Name: bad value for restricted picklist field: ${String(row['Field'])}`,
        ['Field'],
      );
    if (row['PermissionsEdit'] === 1 && row['PermissionsRead'] !== 1)
      throw new RecordError('FIELD_INTEGRITY_EXCEPTION', 'Edit Access needs Read Access', [
        'PermissionsEdit',
      ]);
  },
};
