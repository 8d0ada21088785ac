import type { ObjectSchema } from '../schema/types.ts';
import { converterTo } from './convert/convert.ts';
import { declaredSchema } from './convert/declared.ts';
import type { Mapping } from './ir.ts';
import type { TargetField } from './line.ts';

const unknown: TargetField = { schema: undefined, convert: (value) => value };

/** A destination field as discovered, else as declared in the mapping; of an unknown one, values stay as they are. */
export function targetField(
  mapping: Pick<Mapping, 'declaredFields'>,
  object: string,
  destination: ObjectSchema | undefined,
  name: string,
): TargetField {
  const discovered = destination?.fields.find((field) => field.name === name);
  const schema = discovered ?? declared(mapping, object, name);
  return schema ? { schema, convert: converterTo(schema, destination) } : unknown;
}

function declared(mapping: Pick<Mapping, 'declaredFields'>, object: string, name: string) {
  const field = mapping.declaredFields
    .filter((declaration) => declaration.object === object)
    .flatMap((declaration) => declaration.fields)
    .find((candidate) => candidate.name === name);
  return field && declaredSchema(field);
}
