import type { FieldKind } from '../../../schema/types.ts';

/** Kinds of a discovered field that serve a declared one: the same, or one that holds all that it can hold. */
const serves: Readonly<Partial<Record<FieldKind, readonly FieldKind[]>>> = {
  text: ['longtext', 'phone'],
  html: ['longtext'],
  integer: ['number', 'currency'],
  number: ['currency'],
  currency: ['number'],
  percent: ['number'],
  email: ['text', 'longtext'],
  url: ['text', 'longtext'],
  phone: ['text'],
  datetime: ['text'],
  picklist: ['text'],
  multipicklist: ['longtext'],
  // A choice of "true" and "false".
  boolean: ['picklist'],
};

export function compatible(declared: FieldKind, actual: FieldKind): boolean {
  return declared === actual || (serves[declared]?.includes(actual) ?? false);
}
