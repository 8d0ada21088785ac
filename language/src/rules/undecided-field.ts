import type { MapNode, Program } from '../bind/program.ts';
import { written } from '../schema/names.ts';
import type { Rule } from './rule.ts';
import { insertLinesFix, list, plural } from './text.ts';

export const undecidedField: Rule = {
  code: 'MM402',
  name: 'undecided-field',
  severity: 'warning',
  needsWholeText: true,
  *check(program) {
    for (const [object, node] of firstMaps(program)) {
      const used = new Set(program.used.get(object));
      for (const map of program.maps) {
        if (map.sourceName === object) for (const skipped of map.skippedFields) used.add(skipped.field);
      }
      const open = (program.sources.object(object)?.fields ?? []).filter((field) => !used.has(field.name));
      if (!open.length) continue;
      const names = open.map((field) => field.name);
      const skips = names.map((name) => `skip ${written(name)} "not needed"`);
      const fix = insertLinesFix(`Skip ${plural(names.length, 'field')} of ${object}`, node, skips);
      yield {
        node,
        property: node.$type === 'ObjectMap' ? 'source' : 'destination',
        message: `Nothing is decided about ${plural(names.length, 'field')} of ${object}: ${list(names, 12)}. Map them, or skip them with a reason.`,
        fixes: fix ? [fix] : [],
      };
    }
  },
};

/** Each mapped source object, with the map where its undecided fields are told. */
function firstMaps(program: Program): Map<string, MapNode> {
  const first = new Map<string, MapNode>();
  for (const map of program.maps) {
    if (map.source?.schema && !map.each && !first.has(map.sourceName)) first.set(map.sourceName, map.node);
  }
  return first;
}
