import type { FieldSchema } from '@migmap/engine/schema/types';
import { likeness } from '../features/place/likeness.ts';
import { written } from '../schema/names.ts';
import { conversion } from '../types/convert.ts';
import { escaped, stop } from './snippet.ts';

/** A line for a required field, with the source field that is called like it, or with an empty text to fill in. */
export interface RequiredLine {
  /** `LastName = last_name` */
  readonly text: string;
  /** The same with the value as a tab stop of this number. */
  snippet(number: number): string;
}

/** An empty text that stands where a value is still to be written. */
export const nothing = '""';

export const isRequired = (field: FieldSchema): boolean =>
  field.required === true && field.createable && !field.defaulted;

export function requiredLine(field: FieldSchema, sources: readonly FieldSchema[]): RequiredLine {
  const name = written(field.name);
  const value = sourceFor(field, sources) ?? nothing;
  return {
    text: `${name} = ${value}`,
    snippet: (number) => `${escaped(name)} = ${stop(number, value)}`,
  };
}

/** The source field that is called like it and whose values go in. */
function sourceFor(field: FieldSchema, sources: readonly FieldSchema[]): string | undefined {
  const fitting = sources.filter((source) =>
    field.kind === 'reference' ? source.kind === 'reference' : goes(source, field),
  );
  const source = closest(field, fitting);
  if (!source) return undefined;
  return field.kind === 'reference' ? `ref(${written(source.name)})` : written(source.name);
}

/** Of several that are partly called alike, the one whose name begins it: for `StageName`, `stage` and not `name`. */
function closest(field: FieldSchema, sources: readonly FieldSchema[]): FieldSchema | undefined {
  const same = sources.find((source) => likeness(field, source) === 2);
  const partly = sources.filter((source) => likeness(field, source) === 1);
  const begins = (source: FieldSchema) => field.name.toLowerCase().startsWith(source.name.toLowerCase());
  return same ?? partly.find(begins) ?? (partly.length === 1 ? partly[0] : undefined);
}

function goes(source: FieldSchema, field: FieldSchema): boolean {
  const { result } = conversion(source.kind, field.kind);
  return result === 'fits' || result === 'parses';
}
