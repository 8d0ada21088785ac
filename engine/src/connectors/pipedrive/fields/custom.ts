import * as z from 'zod';
import type { FieldSchema, PicklistValue } from '../../../schema/types.ts';
import { ConnectorError } from '../../errors.ts';
import type { ApiObject } from '../objects.ts';
import { listed } from '../pages.ts';
import type { Rest } from '../rest.ts';
import type { ApiField } from './field.ts';
import { nativeFields } from './types.ts';

const told = z.looseObject({
  field_name: z.string(),
  field_code: z.string(),
  field_type: z.string(),
  is_custom_field: z.boolean(),
  options: z.array(z.looseObject({ id: z.union([z.number(), z.string()]), label: z.string() })).nullish(),
  description: z.string().nullish(),
});
export type ToldField = z.infer<typeof told>;

/** What the account tells of an object's fields, standard ones and its own. */
export async function toldFields(rest: Rest, object: ApiObject): Promise<ToldField[]> {
  if (object.fieldsPath === undefined) return [];
  const raw = await listed(rest, { version: 'v2', path: object.fieldsPath, page: 500 });
  const parsed = z.array(told).safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new ConnectorError(
    'schema',
    'UNKNOWN_SHAPE',
    `${object.fieldsPath} answers in a shape that is not known: ${z.prettifyError(parsed.error)}`,
  );
}

export function values(field: ToldField): PicklistValue[] {
  return (field.options ?? []).map(({ id, label }) => ({ value: String(id), label }));
}

/** A field of the account's own; those of a type that cannot be written are shown and not written. */
export function customField(field: ToldField, root: boolean): ApiField {
  const native = nativeFields[field.field_type];
  const writable = native !== undefined;
  const options = field.field_type === 'enum' || field.field_type === 'set';
  const schema: FieldSchema = {
    name: field.field_code,
    label: field.field_name,
    opaqueName: true,
    kind: native?.kind ?? 'json',
    nativeType: field.field_type,
    ...(native?.length === undefined ? {} : { length: native.length }),
    createable: writable,
    updateable: writable,
    custom: true,
    ...(native?.searched ? { lookupKey: true } : {}),
    ...(options ? { values: values(field), opaqueValues: true, restricted: true } : {}),
    ...(native?.references ? { references: native.references } : {}),
    ...(field.description ? { help: field.description } : {}),
  };
  return { schema, form: native?.form ?? 'plain', place: root ? 'root' : 'custom' };
}
