import type { FieldSchema } from '@migmap/engine/schema/types';
import type { BoundLine, BoundMap } from '../bind/program.ts';
import { isEmptyLiteral, isTextLiteral } from '../generated/ast.ts';
import { written } from '../schema/names.ts';
import { isRequired, requiredLine } from './required-lines.ts';
import type { Rule } from './rule.ts';
import { insertLinesFix, list } from './text.ts';

export const requiredField: Rule = {
  code: 'MM201',
  name: 'required-field',
  severity: 'error',
  needsWholeText: true,
  *check(program) {
    for (const map of program.maps) {
      for (const line of map.lines) {
        const field = line.field?.schema;
        if (!field || !isRequired(field) || !isNothing(line)) continue;
        const message = `${map.destinationName} requires ${called(field)}, and this line gives nothing. Write a value.`;
        yield { node: line.node, property: 'value', message };
      }
      const missing = missingFields(map);
      if (!missing.length) continue;
      // Fields of the record that the elements of a list belong to are hardly meant.
      const lines = missing.map((field) => requiredLine(field, map.each ? [] : (map.source?.fields ?? [])));
      const fix = insertLinesFix(
        `Add ${list(missing.map((f) => f.name))}`,
        map.node,
        lines.map(({ text }) => text),
        lines.map((line, i) => line.snippet(i + 1)),
      );
      yield {
        node: map.node,
        property: 'destination',
        message: `${map.destinationName} requires ${list(missing.map(called))}, and no line gives ${missing.length === 1 ? 'it' : 'them'}. Add ${missing.length === 1 ? 'a line' : 'lines'}; where the source has nothing, a text does: ${written(missing[0]!.name)} = "…".`,
        fixes: fix ? [fix] : [],
      };
    }
  },
};

const called = ({ name, label }: FieldSchema): string => (label === name ? name : `${name} (${label})`);

/** `empty` or `""`, with nothing that would take its place. */
function isNothing({ node: { value, otherwise } }: BoundLine): boolean {
  return !otherwise && (isEmptyLiteral(value) || (isTextLiteral(value) && value.value === ''));
}

function missingFields(map: BoundMap): FieldSchema[] {
  const given = new Set(map.lines.map((line) => line.field?.name));
  if (map.key?.field) given.add(map.key.field.name);
  // A line whose field is not known may well be meant for the required one.
  if (map.lines.some((line) => !line.field)) return [];
  return (map.destination?.fields ?? []).filter((field) => isRequired(field) && !given.has(field.name));
}
