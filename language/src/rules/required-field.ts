import type { BoundMap } from '../bind/program.ts';
import { written } from '../schema/names.ts';
import type { Rule } from './rule.ts';
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
      const lines = missing.map((field) => `${written(field.name)} = `);
      const fix = insertLinesFix(`Add ${list(missing.map((f) => f.name))}`, map.node, lines);
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

function missingFields(map: BoundMap) {
  const given = new Set(map.lines.map((line) => line.field?.name));
  if (map.key?.field) given.add(map.key.field.name);
  // A line whose field is not known may well be meant for the required one.
  if (map.lines.some((line) => !line.field)) return [];
  return (map.destination?.fields ?? []).filter(
    (f) => f.required && f.createable && !f.defaulted && !given.has(f.name),
  );
}
