import type { FieldSchema, ObjectSchema } from '../schema/types.ts';
import { declaredSchema } from './convert/declared.ts';
import type { Mapping } from './ir.ts';

export type Declarations = Pick<Mapping, 'declaredFields'>;

/** A destination field as discovered, else as declared in the mapping; `undefined` where it is neither. */
export function targetSchema(
  mapping: Declarations,
  object: string,
  destination: ObjectSchema | undefined,
  name: string,
): FieldSchema | undefined {
  const discovered = destination?.fields.find((field) => field.name === name);
  if (discovered) return discovered;
  const declared = mapping.declaredFields
    .filter((declaration) => declaration.object === object)
    .flatMap((declaration) => declaration.fields)
    .find((field) => field.name === name);
  return declared && declaredSchema(declared);
}
