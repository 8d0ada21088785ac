import type { Expr, ObjectMap } from './ir.ts';

/** Every expression of a map. */
export function expressionsOf(map: ObjectMap): readonly Expr[] {
  return [
    ...(map.where ? [map.where] : []),
    ...(map.each?.from ? [map.each.from] : []),
    ...(map.key?.value ? [map.key.value] : []),
    ...map.fields.map((line) => line.value),
    ...map.flags.flatMap(({ when }) => (when ? [when] : [])),
  ];
}
