/** A hash that a system made up: it says nothing to a person, and another account has another. */
const madeUp = /^[0-9a-f]{24,}$/i;

/** What a message calls a field: its API name, or its label where the API name is a hash. */
export function readableName(field: { readonly name: string; readonly label?: string }): string {
  return madeUp.test(field.name) && field.label ? field.label : field.name;
}
