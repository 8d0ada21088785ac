import type { ObjectSchema } from '../schema/types.ts';
import { converterTo } from './convert/convert.ts';
import type { TargetField } from './line.ts';
import { targetSchema, type Declarations } from './target-schema.ts';

/** The field with the conversion to it; values for an unknown one stay as they are. */
export function targetField(
  mapping: Declarations,
  object: string,
  destination: ObjectSchema | undefined,
  name: string,
): TargetField {
  const schema = targetSchema(mapping, object, destination, name);
  return { schema, convert: schema ? converterTo(schema, destination) : (value) => value };
}
