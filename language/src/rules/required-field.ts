import type { FieldSchema } from '@migmap/engine/schema/types';
import type { BoundMap } from '../bind/program.ts';
import { likeness } from '../features/place/likeness.ts';
import { written } from '../schema/names.ts';
import { conversion } from '../types/convert.ts';
import type { Rule } from './rule.ts';
import { escaped, stop } from './snippet.ts';
import { insertLinesFix, list } from './text.ts';

export const requiredField: Rule = {
  code: 'MM201',
  name: 'required-field',
  severity: 'error',
  needsWholeText: true,
  *check(program) {
    for (const map of program.maps) {
      const missing = missingFields(map);
      if (!missing.length) continue;
      const sources = missing.map((field) => sourceFor(field, map));
      const lines = missing.map((field, i) => `${written(field.name)} = ${sources[i]}`);
      const snippets = missing.map(
        (field, i) => `${escaped(written(field.name))} = ${stop(i + 1, sources[i]!)}`,
      );
      const fix = insertLinesFix(`Add ${list(missing.map((f) => f.name))}`, map.node, lines, snippets);
      const names = list(missing.map((f) => (f.label === f.name ? f.name : `${f.name} (${f.label})`)));
      yield {
        node: map.node,
        property: 'destination',
        message: `${map.destinationName} requires ${names}, and no line gives ${missing.length === 1 ? 'it' : 'them'}. Add ${missing.length === 1 ? 'a line' : 'lines'}; where the source has nothing, a text does: ${written(missing[0]!.name)} = "…".`,
        fixes: fix ? [fix] : [],
      };
    }
  },
};

/** The source field that is called like it and whose values go in; otherwise the value is left to be written. */
function sourceFor(field: FieldSchema, map: BoundMap): string {
  const fitting = (map.source?.fields ?? []).filter((source) => {
    const result = field.kind === 'reference' ? source.kind === 'reference' : goes(source, field);
    return result && !map.each;
  });
  const source = closest(field, fitting);
  if (!source) return '';
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

function missingFields(map: BoundMap) {
  const given = new Set(map.lines.map((line) => line.field?.name));
  if (map.key?.field) given.add(map.key.field.name);
  // A line whose field is not known may well be meant for the required one.
  if (map.lines.some((line) => !line.field)) return [];
  return (map.destination?.fields ?? []).filter(
    (f) => f.required && f.createable && !f.defaulted && !given.has(f.name),
  );
}
