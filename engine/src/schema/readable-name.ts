import type { ObjectSchema } from './types.ts';

/** A hash that a system made up: it says nothing to a person, and another account has another. */
const madeUp = /^[0-9a-f]{24,}$/i;

/** What a message calls a field: its API name, or its label where the API name is a hash. */
export function readableName(field: { readonly name: string; readonly label?: string }): string {
  return madeUp.test(field.name) && field.label ? field.label : field.name;
}

/** Puts labels in place of such names wherever they stand in a text; names that no object here has stay. */
export function readableText(objects: Iterable<Pick<ObjectSchema, 'fields'>>): (text: string) => string {
  const labels = new Map<string, string>();
  for (const { fields } of objects)
    for (const field of fields) {
      const label = readableName(field);
      if (label !== field.name) labels.set(field.name, label);
    }
  if (labels.size === 0) return (text) => text;
  return (text) => text.replaceAll(/\b[0-9a-f]{24,}\b/gi, (name) => labels.get(name) ?? name);
}
