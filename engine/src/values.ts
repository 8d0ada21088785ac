/**
 * A value as it flows from a source through a mapping to a destination.
 *
 * Dates and times are ISO 8601 texts (`2026-03-01`, `2026-03-01T09:30:00.000Z`): they survive JSON, SQLite and CSV
 * unchanged. `null` means "empty": a missing cell, an empty text and a null are the same thing to a mapping.
 */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

export type Row = { readonly [field: string]: Value };

/** Empty in the language's sense: null, a text of nothing but white space, or a list without elements. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}
