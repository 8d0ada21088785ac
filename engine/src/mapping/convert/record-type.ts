import type { FieldSchema, ObjectSchema } from '../../schema/types.ts';
import { asText } from '../coerce.ts';
import { Misfit, quoted } from '../misfit.ts';
import type { Convert } from './convert.ts';

/** The field that holds the record type of an object that has several. */
export function isRecordTypeField(field: FieldSchema, object: ObjectSchema): boolean {
  if (!object.recordTypes || object.recordTypes.length === 0) return false;
  return field.references?.some(named) || named(field.name.replace(/_?id$/i, ''));
}

function named(name: string): boolean {
  return /^record_?type$/i.test(name);
}

/** The id of a record type given by label, name or id. */
export function recordTypeOf(object: ObjectSchema): Convert {
  const ids = new Map<string, string>();
  const types = (object.recordTypes ?? []).filter((type) => type.active);
  for (const part of ['id', 'name', 'label'] as const) {
    for (const type of types) ids.set(type[part], type.id);
  }
  return (value) => {
    const text = asText(value).trim();
    return ids.get(text) ?? new Misfit(`${quoted(text)} is no active record type of ${object.name}`);
  };
}
