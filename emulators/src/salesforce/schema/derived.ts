import type { LiveObject } from './catalog.ts';
import type { FieldDef } from './types.ts';

/** What every insert of an object needs to know, worked out once per object. */
export interface InsertFacts {
  readonly required: readonly FieldDef[];
  readonly defaults: readonly { readonly field: FieldDef; readonly value: string | number }[];
  readonly autoNumbers: readonly FieldDef[];
  readonly has: ReadonlySet<string>;
}

export const isRequired = (field: FieldDef): boolean =>
  field.createable && !field.nillable && !field.defaultedOnCreate && field.type !== 'boolean';

const facts = new WeakMap<LiveObject, InsertFacts>();

export function insertFacts(object: LiveObject): InsertFacts {
  let found = facts.get(object);
  if (found === undefined) {
    const { fields } = object;
    found = {
      required: fields.filter(isRequired),
      defaults: fields.flatMap((field) => {
        const preset = field.defaultValue;
        if (preset === null || typeof preset === 'boolean' || !field.createable) return [];
        return [{ field, value: preset }];
      }),
      autoNumbers: fields.filter((f) => f.autoNumber),
      has: new Set(fields.map((f) => f.name)),
    };
    facts.set(object, found);
  }
  return found;
}
