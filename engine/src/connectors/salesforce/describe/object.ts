import type { FieldSchema, ObjectSchema, RecordType } from '../../../schema/types.ts';
import { kindOf } from './kinds.ts';
import type { Describe, DescribeField } from './raw.ts';

/** Fields that describe calls not nullable although the platform fills them in when they are left out. */
const filledIn = new Set([
  'ContentVersion.ContentDocumentId',
  'ContentVersion.ContentLocation',
  'ContentVersion.Origin',
]);

/**
 * A note and a file are asked for where a document is: a note's id is its document's id, and for a version's id the
 * connector puts that of its document.
 */
const alsoReferences: Readonly<Record<string, readonly string[]>> = {
  'ContentDocumentLink.ContentDocumentId': ['ContentNote', 'ContentVersion'],
};

/** `stages`: record type id to the stage values that it allows, where the org tells. */
export function objectSchema(
  describe: Describe,
  stages: ReadonlyMap<string, readonly string[]> = new Map(),
): ObjectSchema {
  const nameField = nameFieldOf(describe);
  const recordTypes = describe.recordTypeInfos.filter((r) => !r.master).map((r) => recordType(r, stages));
  return {
    name: describe.name,
    label: describe.label,
    labelPlural: describe.labelPlural,
    ...(describe.custom ? { custom: true } : {}),
    createable: describe.createable,
    updateable: describe.updateable,
    deletable: describe.deletable,
    fields: describe.fields.map((f) => fieldSchema(describe.name, f)),
    idField: 'Id',
    ...(nameField !== undefined ? { nameField } : {}),
    ...(recordTypes.length > 0 ? { recordTypes } : {}),
  };
}

/** The field that a record is found by when a mapping names it; set-up objects have a label in place of a name. */
function nameFieldOf({ queryable, fields }: Describe): string | undefined {
  if (!queryable) return undefined;
  const found =
    fields.find((f) => f.nameField && f.filterable) ??
    ['MasterLabel', 'DeveloperName']
      .map((name) => fields.find((f) => f.name === name && f.filterable))
      .find((f) => f !== undefined);
  return found?.name;
}

function recordType(
  info: Describe['recordTypeInfos'][number],
  stages: ReadonlyMap<string, readonly string[]>,
): RecordType {
  const allowed = stages.get(info.recordTypeId);
  return {
    id: info.recordTypeId,
    name: info.developerName,
    label: info.name,
    active: info.active && info.available,
    ...(allowed ? { stages: allowed } : {}),
  };
}

/** Not nullable, not defaulted and to be written: the same rule that Salesforce's own loaders use. */
export function isRequired(object: string, field: DescribeField): boolean {
  return (
    field.createable &&
    !field.nillable &&
    !field.defaultedOnCreate &&
    field.type !== 'boolean' &&
    !filledIn.has(`${object}.${field.name}`)
  );
}

export function fieldSchema(object: string, field: DescribeField): FieldSchema {
  const kind = kindOf(object, field);
  const isNumber = ['number', 'currency', 'percent', 'integer'].includes(kind);
  const precision = field.type === 'int' ? field.digits : field.precision;
  const references = [...field.referenceTo, ...(alsoReferences[`${object}.${field.name}`] ?? [])];
  return {
    name: field.name,
    label: field.label,
    kind,
    nativeType: field.type,
    ...(field.length > 0 && !isNumber ? { length: field.length } : {}),
    ...(isNumber && precision > 0 ? { precision, scale: field.scale } : {}),
    ...(isRequired(object, field) ? { required: true } : {}),
    createable: field.createable,
    updateable: field.updateable,
    ...(field.unique ? { unique: true } : {}),
    ...(field.externalId ? { externalId: true } : {}),
    ...(field.idLookup || field.externalId ? { lookupKey: true } : {}),
    ...((field.unique || field.externalId) && !field.caseSensitive ? { foldsCase: true } : {}),
    ...(field.custom ? { custom: true } : {}),
    ...(field.defaultedOnCreate ? { defaulted: true } : {}),
    ...(field.picklistValues.length > 0 ? { values: field.picklistValues.map(picklistValue) } : {}),
    ...(field.restrictedPicklist ? { restricted: true } : {}),
    ...(references.length > 0 ? { references } : {}),
    ...(field.inlineHelpText === null || field.inlineHelpText === undefined
      ? {}
      : { help: field.inlineHelpText }),
  };
}

function picklistValue(value: DescribeField['picklistValues'][number]) {
  return {
    value: value.value,
    label: value.label ?? value.value,
    ...(value.active ? {} : { active: false }),
  };
}
