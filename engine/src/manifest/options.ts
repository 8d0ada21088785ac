import { asList } from '../mapping/coerce.ts';
import type { DeclaredField, DeclaredObject, Mapping } from '../mapping/ir.ts';
import type { FieldProfile, SourceProfile } from '../schema/profile.ts';
import { isEmpty } from '../values.ts';

export interface ResolvedOptions {
  /** The declared objects with the options of every `Picklist(values of f)` filled in, as far as they are known. */
  readonly declared: readonly DeclaredObject[];
  /** Without the fields whose options are not known: what can be put in place. */
  readonly ready: readonly DeclaredObject[];
  /** `Account.Tier` → why its options are not known and what to do, a clause. */
  readonly unknown: ReadonlyMap<string, string>;
}

/** The options of every `Picklist(values of f)`: what the profile counted in that source field, most frequent first. */
export function resolveOptions(
  { declaredFields }: Pick<Mapping, 'declaredFields'>,
  profile: SourceProfile | undefined,
): ResolvedOptions {
  const unknown = new Map<string, string>();
  const declared = declaredFields.map((object) => ({
    ...object,
    fields: object.fields.map((field): DeclaredField => {
      if (field.valuesOf === undefined || field.values !== undefined) return field;
      const values = optionsOf(field.valuesOf, field.kind === 'multipicklist', profile);
      if (typeof values !== 'string') return { ...field, values };
      unknown.set(`${object.object}.${field.name}`, values);
      return field;
    }),
  }));
  const known =
    ({ object }: DeclaredObject) =>
    ({ name }: DeclaredField) =>
      !unknown.has(`${object}.${name}`);
  const ready = declared.map((object) => ({ ...object, fields: object.fields.filter(known(object)) }));
  return { declared, ready, unknown };
}

const byHand = 'write them into the declaration';

/** The options, or why there are none. */
function optionsOf(
  path: string,
  several: boolean,
  profile: SourceProfile | undefined,
): readonly string[] | string {
  if (!profile) return `the values of ${path} are not known: profile the source with \`migmap discover\``;
  const seen = profile.objects
    .flatMap(({ object, fields }) => fields.map((field) => ({ path: `${object}.${field.field}`, field })))
    .find((one) => one.path === path)?.field;
  if (!seen) return `${path} was not profiled: run \`migmap discover\` again, or ${byHand}`;
  if (!isComplete(seen)) {
    const count = `${seen.distinctCapped ? 'more than ' : ''}${seen.distinct.toLocaleString('en-US')}`;
    return `${path} has ${count} different values, and the profile keeps only some of them: ${byHand}, or declare the field as a text`;
  }
  const values = merged(seen, several);
  return values.length > 0 ? values : `${path} is empty in every record: ${byHand}, or remove the field`;
}

function isComplete({ values, distinct, distinctCapped }: FieldProfile): boolean {
  return values !== undefined && !distinctCapped && values.length >= distinct;
}

/** One option for values that differ in case or surrounding space alone: no picklist tells them apart. */
function merged({ values = [] }: FieldProfile, several: boolean): string[] {
  const options = new Map<string, { readonly value: string; count: number }>();
  for (const { value, count } of values)
    for (const part of several ? asList(value) : [value]) {
      if (typeof part !== 'string' || isEmpty(part)) continue;
      const option = options.get(part.trim().toLowerCase());
      if (option) option.count += count;
      else options.set(part.trim().toLowerCase(), { value: part.trim(), count });
    }
  return [...options.values()].toSorted((a, b) => b.count - a.count).map(({ value }) => value);
}
