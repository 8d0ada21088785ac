import type { FieldKind, FieldSchema, ObjectSchema } from '../../schema/types.ts';
import type { Value } from '../../values.ts';
import type { Named } from '../draft.ts';
import { asBoolean, asList } from '../coerce.ts';
import { Misfit } from '../misfit.ts';
import { dateOf, datetimeOf, timeOf } from './date.ts';
import { integerOf, numberOf } from './number.ts';
import { multipicklistOf, picklistOf } from './picklist.ts';
import { isRecordTypeField, recordTypeOf } from './record-type.ts';
import { idOf, referenceOf } from './reference.ts';
import { emailOf, textOf } from './text.ts';

/** The record's values of other fields, as far as lines before this one have made them. */
export type OtherValues = Readonly<Record<string, unknown>>;

/** Makes a value that is not empty one of a destination field. Total. */
export type Convert = (value: Value, others?: OtherValues) => Value | Misfit;

/** The same for any field: a reference's text is a name that only the destination can answer. */
export type FieldConvert = (value: Value, others?: OtherValues) => Value | Named | Misfit;

/** The conversion to a field of `object`; `undefined` object where only the mapping's declaration is known. */
export function converterTo(field: FieldSchema, object: ObjectSchema | undefined): FieldConvert {
  if (object && isRecordTypeField(field, object)) return recordTypeOf(object);
  return byKind[field.kind](field);
}

const byKind: Readonly<Record<FieldKind, (field: FieldSchema) => FieldConvert>> = {
  text: textOf,
  longtext: textOf,
  html: textOf,
  phone: textOf,
  url: textOf,
  email: emailOf,
  number: numberOf,
  currency: numberOf,
  percent: numberOf,
  integer: integerOf,
  boolean: () => (value) => asBoolean(value) ?? new Misfit('is neither true nor false', value),
  date: () => dateOf,
  datetime: () => datetimeOf,
  time: () => timeOf,
  picklist: picklistOf,
  multipicklist: multipicklistOf,
  reference: referenceOf,
  id: () => idOf,
  file: () => (value) => new Misfit('is no file; file() takes the bytes a path names', value),
  list: () => (value) => asList(value),
  json: () => jsonOf,
};

/** A value with a member `deferred` could be taken for one that is still to be settled. */
const jsonOf: Convert = (value) =>
  typeof value === 'object' && value !== null && 'deferred' in value
    ? new Misfit('has a member "deferred", which has a meaning of its own', value)
    : value;
