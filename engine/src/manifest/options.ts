import type { DeclaredField, Mapping } from '../mapping/ir.ts';
import type { SourceProfile } from '../schema/profile.ts';

/**
 * The declared objects with the options of every `Picklist(values of f)` filled in: the values that the profile counted in
 * that source field, most frequent first. A field that was not profiled stays without options.
 */
export function withProfiledOptions(
  { declaredFields }: Mapping,
  profile: SourceProfile | undefined,
): Mapping['declaredFields'] {
  return declaredFields.map((declared) => ({
    ...declared,
    fields: declared.fields.map((field) => filled(field, profile)),
  }));
}

function filled(field: DeclaredField, profile: SourceProfile | undefined): DeclaredField {
  if (field.valuesOf === undefined || field.values !== undefined) return field;
  const counted = profile?.objects
    .flatMap((object) => object.fields.map((seen) => ({ path: `${object.object}.${seen.field}`, seen })))
    .find(({ path }) => path === field.valuesOf)?.seen.values;
  const values = (counted ?? []).map(({ value }) => value).filter((value) => value.trim() !== '');
  return values.length === 0 ? field : { ...field, values };
}
