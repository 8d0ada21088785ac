import type { FieldSchema } from '../../schema/types.ts';
import { asText } from '../coerce.ts';
import { Misfit } from '../misfit.ts';
import type { Convert, FieldConvert } from './convert.ts';

/** An id given as such. */
export const idOf: Convert = (value) =>
  typeof value === 'object' ? new Misfit('is no id', value) : asText(value).trim();

/**
 * A text names a record that already stands in the destination; a record made from the source is named through `ref`.
 * Where the schema does not tell what the field points at, there is nowhere to look the name up: the text is an id.
 */
export function referenceOf({ references = [] }: FieldSchema): FieldConvert {
  if (references.length === 0) return idOf;
  return (value) =>
    typeof value === 'object'
      ? new Misfit('does not name one record', value)
      : { deferred: 'named', objects: references, name: asText(value).trim() };
}
