import type { FieldKind } from '../../../schema/types.ts';

/** Kinds of a discovered field that serve a declared one: the same, or one that holds all that it can hold. */
const serves: Readonly<Partial<Record<FieldKind, readonly FieldKind[]>>> = {
  text: ['longtext', 'html'],
  longtext: ['html'],
  html: ['longtext'],
  integer: ['number', 'currency', 'percent'],
  number: ['currency', 'percent'],
  currency: ['number'],
  percent: ['number'],
  email: ['text'],
  phone: ['text'],
  url: ['text'],
  picklist: ['text'],
  multipicklist: ['longtext'],
};

export function compatible(declared: FieldKind, actual: FieldKind): boolean {
  return declared === actual || (serves[declared]?.includes(actual) ?? false);
}
