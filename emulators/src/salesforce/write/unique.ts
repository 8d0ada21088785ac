import { RecordError } from '../errors.ts';
import type { LiveObject } from '../schema/catalog.ts';
import { quote, type StoredRow } from '../store/store.ts';
import type { WriteContext } from './context.ts';

/** Throws DUPLICATE_VALUE, naming the record that has the value, when a unique field's value is taken. */
export function checkUnique(
  context: WriteContext,
  object: LiveObject,
  row: StoredRow,
  names: Iterable<string>,
  self?: string,
): void {
  for (const name of names) {
    const field = object.field(name);
    const value = row[name];
    if (field?.unique !== true || value === null || value === undefined) continue;
    const found = context.org.store
      .statement(`SELECT Id FROM ${quote(object.name)} WHERE ${quote(name)} = ? AND IsDeleted = 0 LIMIT 1`)
      .get(value)?.['Id'];
    if (typeof found === 'string' && found !== self) {
      const what = name === 'Username' ? 'DUPLICATE_USERNAME' : 'DUPLICATE_VALUE';
      throw new RecordError(
        what,
        what === 'DUPLICATE_USERNAME'
          ? 'Duplicate Username.The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations.'
          : `duplicate value found: ${name} duplicates value on record with id: ${found.slice(0, 15)}`,
        what === 'DUPLICATE_USERNAME' ? [name] : [],
      );
    }
  }
}
