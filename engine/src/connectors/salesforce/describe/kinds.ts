import type { FieldKind } from '../../../schema/types.ts';
import type { DescribeField } from './raw.ts';

const kinds: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  encryptedstring: 'text',
  // A proposal list over free text (Task.Subject): any text is taken.
  combobox: 'text',
  textarea: 'longtext',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
  boolean: 'boolean',
  int: 'integer',
  long: 'integer',
  double: 'number',
  currency: 'currency',
  percent: 'percent',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  phone: 'phone',
  email: 'email',
  url: 'url',
  id: 'id',
  reference: 'reference',
  base64: 'file',
  address: 'json',
  location: 'json',
  anyType: 'json',
  complexvalue: 'json',
};

/** The language's kind of a described field; unknown types are texts, which is how they travel. */
export function kindOf(object: string, field: DescribeField): FieldKind {
  // The text of a note is HTML; that it travels as base64 is the connector's business.
  if (object === 'ContentNote' && field.name === 'Content') return 'html';
  if (field.type === 'textarea' && field.htmlFormatted) return 'html';
  return kinds[field.type] ?? 'text';
}
