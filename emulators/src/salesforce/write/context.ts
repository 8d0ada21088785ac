import type { Org } from '../org/org.ts';
import { quote, type SqlValue, type StoredRow } from '../store/store.ts';
import { RecordError } from '../errors.ts';
import type { LiveObject } from '../schema/catalog.ts';
import type { FieldDef } from '../schema/types.ts';

/** One batch of writes by one user. */
export interface WriteContext {
  readonly org: Org;
  readonly userId: string;
  /** The instant that all records of the batch get. */
  readonly now: string;
  /** Sforce-Duplicate-Rule-Header: allowSave. */
  readonly allowDuplicates: boolean;
  /** Ids that this batch has already seen to exist, by object. */
  readonly seen: Map<string, true>;
  /** Parents that this batch has found by another field. */
  readonly parents: Map<string, string>;
  /** Active flags of users that this batch has met. */
  readonly activeUsers: Map<string, boolean>;
}

export function writeContext(org: Org, userId: string, allowDuplicates = false): WriteContext {
  return {
    org,
    userId,
    now: org.now().toISOString(),
    allowDuplicates,
    seen: new Map(),
    parents: new Map(),
    activeUsers: new Map(),
  };
}

/** The live record's id by a field's value; an error where several have it. */
export function findByKey(
  context: WriteContext,
  object: LiveObject,
  key: FieldDef,
  value: SqlValue,
): string | undefined {
  if (value === null) return undefined;
  const rows = context.org.store
    .statement(`SELECT Id FROM ${quote(object.name)} WHERE ${quote(key.name)} = ? AND IsDeleted = 0 LIMIT 2`)
    .all(value);
  if (rows.length > 1)
    throw new RecordError(
      'DUPLICATE_EXTERNAL_ID',
      `${key.name}: more than one record found for external id field: [${rows.map((r) => String(r['Id'])).join(', ')}]`,
      [key.name],
    );
  const id = rows[0]?.['Id'];
  return typeof id === 'string' ? id : undefined;
}

/** A live or deleted record's fields. */
export function readFields(
  context: WriteContext,
  object: string,
  id: string,
  fields: readonly string[],
): StoredRow | undefined {
  return context.org.store
    .statement(`SELECT IsDeleted, ${fields.map(quote).join(', ')} FROM ${quote(object)} WHERE Id = ?`)
    .get(id) as StoredRow | undefined;
}
