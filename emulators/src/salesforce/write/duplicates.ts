import { RecordError } from '../errors.ts';
import type { LiveObject } from '../schema/catalog.ts';
import { quote, type StoredRow } from '../store/store.ts';
import type { WriteContext } from './context.ts';

/** The org's duplicate rules: `alert` lets a record pass when the request says so, `block` never does. */
export function checkDuplicateRules(context: WriteContext, object: LiveObject, row: StoredRow): void {
  for (const rule of context.org.definition.duplicateRules) {
    if (rule.object !== object.name || (rule.action === 'alert' && context.allowDuplicates)) continue;
    const values = rule.fields.map((f) => row[f]);
    if (values.some((v) => v === null || v === undefined)) continue;
    for (const field of rule.fields) context.org.store.ensureIndex(object.name, field);
    const same = rule.fields.map((f) => `${quote(f)} = ?`).join(' AND ');
    const found = context.org.store
      .statement(`SELECT Id FROM ${quote(object.name)} WHERE ${same} AND IsDeleted = 0 LIMIT 1`)
      .get(...(values as (string | number)[]));
    if (found !== undefined)
      throw new RecordError(
        'DUPLICATES_DETECTED',
        rule.action === 'block'
          ? "You're creating a duplicate record. We recommend you use an existing record instead."
          : 'Use one of these records?',
      );
  }
}
