import { RecordError, RequestError } from '../errors.ts';
import { isRequired } from '../schema/derived.ts';
import type { LiveObject, OrgCatalog } from '../schema/catalog.ts';
import { isCompound, type FieldDef } from '../schema/types.ts';

export type Operation = 'insert' | 'update' | 'upsert';

/** Where the value of one column or JSON member goes. */
export interface Column {
  readonly name: string;
  readonly field: FieldDef;
  /** The value names the parent by this field instead of by id. */
  readonly parent?: { readonly object: LiveObject; readonly key: FieldDef };
}

/** What the columns of a CSV (or the members of a record) mean for one object and operation; made once, used for every row. */
export interface WritePlan {
  readonly object: LiveObject;
  readonly operation: Operation;
  readonly columns: readonly (Column | 'id' | 'ignored')[];
  /** Set when no record can be written this way (read-only fields). */
  readonly refusal?: RecordError;
  /** Fields that an insert needs and no column gives. */
  readonly missing: readonly FieldDef[];
}

/** Fields that may only be set while a record is made, and only where the org allows it. */
export const auditFields = new Set(['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById']);

export const noSuchColumn = (object: LiveObject, name: string): RequestError =>
  new RequestError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);

function parentColumn(catalog: OrgCatalog, object: LiveObject, name: string): Column | undefined {
  const match = /^(?:(\w+):)?(\w+)\.(\w+)$/.exec(name);
  if (match === null) return undefined;
  const [, type, relationship = '', keyName = ''] = match;
  const field = object.relationship(relationship);
  if (field === undefined) return undefined;
  const target = type ?? (field.referenceTo.length === 1 ? field.referenceTo[0] : undefined);
  if (target === undefined) {
    throw new RequestError(
      400,
      'INVALID_FIELD',
      `The relationship ${relationship} of ${object.name} is polymorphic: name the type of the parent`,
    );
  }
  const parent = catalog.object(target);
  const key = parent?.field(keyName);
  if (parent === undefined || key === undefined || !field.referenceTo.includes(parent.name)) return undefined;
  if (!key.externalId && !key.idLookup) {
    throw new RequestError(
      400,
      'INVALID_FIELD',
      `Field name provided, ${keyName} does not match an External ID, Salesforce Id, or indexed field for ${parent.name}`,
    );
  }
  return { name, field, parent: { object: parent, key } };
}

const writable = (field: FieldDef, operation: Operation): boolean => {
  if (isCompound(field.type)) return false;
  if (operation !== 'insert' && auditFields.has(field.name)) return false;
  if (operation === 'insert') return field.createable;
  if (operation === 'update') return field.updateable;
  return field.createable || field.updateable;
};

/** Throws INVALID_FIELD for a name that the object does not have. */
export function planWrite(
  catalog: OrgCatalog,
  object: LiveObject,
  operation: Operation,
  names: readonly string[],
  key?: FieldDef,
): WritePlan {
  const refused: string[] = [];
  const columns = names.map((name): Column | 'id' | 'ignored' => {
    if (name.toLowerCase() === 'attributes') return 'ignored';
    if (name.toLowerCase() === 'id') {
      if (operation === 'insert') refused.push('Id');
      return 'id';
    }
    const field = object.field(name);
    const column = field === undefined ? parentColumn(catalog, object, name) : { name, field };
    if (column === undefined) throw noSuchColumn(object, name);
    if (!writable(column.field, operation) && column.field.name !== key?.name)
      refused.push(column.field.name);
    return column;
  });
  const given = new Set(columns.flatMap((c) => (typeof c === 'string' ? [] : [c.field.name])));
  const missing = object.fields.filter((f) => isRequired(f) && !given.has(f.name));
  if (refused.length === 0) return { object, operation, columns, missing };
  const refusal =
    refused[0] === 'Id'
      ? new RecordError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id'])
      : new RecordError(
          'INVALID_FIELD_FOR_INSERT_UPDATE',
          `Unable to create/update fields: ${refused.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
          refused,
        );
  return { object, operation, columns, missing, refusal };
}

/** Plans by the names that ask for them: records of a batch mostly have the same members. */
export function planCache(
  catalog: OrgCatalog,
  object: LiveObject,
  operation: Operation,
  key?: FieldDef,
): (names: readonly string[]) => WritePlan {
  const plans = new Map<string, WritePlan>();
  return (names) => {
    const id = names.join('\n');
    let plan = plans.get(id);
    if (plan === undefined) plans.set(id, (plan = planWrite(catalog, object, operation, names, key)));
    return plan;
  };
}
