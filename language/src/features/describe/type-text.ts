import type { FieldKind, FieldSchema } from '@migmap/engine/schema/types';

/** The language's own names of field types, as they stand in a `fields` block. */
const names: Readonly<Record<FieldKind, string>> = {
  text: 'Text',
  longtext: 'LongText',
  html: 'Html',
  number: 'Number',
  currency: 'Currency',
  percent: 'Percent',
  integer: 'Integer',
  boolean: 'Boolean',
  date: 'Date',
  datetime: 'DateTime',
  time: 'Time',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  picklist: 'Picklist',
  multipicklist: 'MultiPicklist',
  reference: 'Reference',
  id: 'Id',
  file: 'File',
  list: 'List',
  json: 'Json',
};

/** `Text(80)`, `Number(16,2)`, `Reference(Account)`, `Picklist`. */
export function typeText(field: FieldSchema): string {
  const name = names[field.kind];
  if (field.references?.length) return `${name}(${field.references.join(' | ')})`;
  if (field.precision !== undefined) return `${name}(${field.precision},${field.scale ?? 0})`;
  if (field.length !== undefined && field.kind !== 'picklist') return `${name}(${field.length})`;
  return name;
}

/** `required`, `unique`, `external id`, `read-only` …, in the order a reader asks for them. */
export function traits(field: FieldSchema): string[] {
  const writable = field.createable || field.updateable;
  return [
    field.required && writable && 'required',
    field.externalId && 'external id',
    field.unique && 'unique',
    !writable && 'read-only',
    field.createable && !field.updateable && 'set on insert only',
    field.restricted && field.values && 'no other values',
    field.custom && 'custom',
  ].filter((trait) => typeof trait === 'string');
}
