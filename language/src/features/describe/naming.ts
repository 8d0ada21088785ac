import { isRecordTypeField } from '@migmap/engine/mapping/convert/record-type';
import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';
import type { Program } from '../../bind/program.ts';

/** Markdown for what a plain text means in a reference of the destination; nothing for any other field. */
export function describeNaming(field: FieldSchema, of: ObjectSchema, program: Program): string | undefined {
  if (field.kind !== 'reference' || !(field.createable || field.updateable)) return undefined;
  if (isRecordTypeField(field, of)) return 'A text names a record type.';
  const named = (field.references ?? []).flatMap((name) => {
    const nameField = program.destinations.object(name)?.schema?.nameField;
    return nameField === undefined ? [] : [`\`${name}.${nameField}\``];
  });
  if (named.length === 0) return undefined;
  const shown = named.length > 3 ? `${named.slice(0, 3).join(', ')} …` : named.join(' or ');
  return `\`ref(…)\` takes the record made from a source record; a text finds one that already stands in the destination by its name (${shown}).`;
}
