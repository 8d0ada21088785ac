import type { BoundMap, Program } from '../bind/program.ts';
import { makersOf } from './makers.ts';
import type { Rule } from './rule.ts';

interface Edge {
  readonly from: BoundMap;
  readonly to: BoundMap;
  readonly line: BoundMap['lines'][number];
}

export const requiredCycle: Rule = {
  code: 'MM211',
  name: 'required-cycle',
  severity: 'error',
  *check(program) {
    const edges = requiredEdges(program);
    for (const edge of edges) {
      const path = pathBetween(edge.to, edge.from, edges);
      if (!path) continue;
      const names = [edge.from, ...path].map((map) => map.id).join(' needs ');
      const message = `${edge.line.field!.name} is required and can only be filled after a record that in turn needs this one: ${names}. Make one of the fields optional in the destination, or fill it otherwise.`;
      yield { node: edge.line.node, property: 'field', message };
    }
  },
};

/** Which map cannot write a record before which other map has. */
function requiredEdges(program: Program): Edge[] {
  return program.maps.flatMap((from) =>
    from.lines
      .filter((line) => line.field?.schema?.required && !goesOn(line) && onlyRecords(line))
      .flatMap((line) =>
        line.value.deferrals.flatMap((deferral): Edge[] => {
          if (deferral.kind !== 'record') return [];
          return makersOf(program, deferral.objects).map((to) => ({ from, to, line }));
        }),
      ),
  );
}

/** What an `else` makes of a record that has no other yet: held, it would wait for ever. */
function goesOn({ otherwise }: BoundMap['lines'][number]): boolean {
  return otherwise?.kind === 'value' || otherwise?.kind === 'skip';
}

/** With `?? migration_user()` or the like, the record can be written without the other. */
function onlyRecords({ value }: BoundMap['lines'][number]): boolean {
  return value.deferrals.length === 1 && value.ir.kind === 'ref';
}

function pathBetween(start: BoundMap, goal: BoundMap, edges: readonly Edge[]): BoundMap[] | undefined {
  const queue: BoundMap[][] = [[start]];
  const seen = new Set([start]);
  for (const path of queue) {
    const last = path.at(-1)!;
    if (last === goal) return path;
    for (const { from, to } of edges) {
      if (from !== last || seen.has(to)) continue;
      seen.add(to);
      queue.push([...path, to]);
    }
  }
  return undefined;
}
