import type { FieldSchema, ObjectSchema, PicklistValue } from './types.ts';

/**
 * The name of a field that it has in every instance of its system: its API name, or its label where the API name is this
 * instance's own. Two fields of one label cannot be told apart elsewhere, so they keep their API names.
 */
export function portableName(fields: readonly FieldSchema[], name: string): string {
  const field = fields.find((f) => f.name === name);
  if (field?.opaqueName !== true) return name;
  return fields.filter((f) => f.label === field.label).length === 1 ? `"${field.label}"` : name;
}

/** What a value is called in every instance, with the value of the other field that it goes with. */
export function portableValue(field: FieldSchema, value: PicklistValue, object: ObjectSchema): string {
  const own = field.opaqueValues ? value.label : value.value;
  if (value.within === undefined) return own;
  const on = object.fields.find((f) => f.name === field.dependsOn);
  const other = on?.values?.find((v) => v.value === value.within);
  return `${on && other ? portableValue(on, other, object) : value.within}: ${own}`;
}
