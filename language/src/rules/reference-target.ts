import type { Deferral } from '../bind/bound.ts';
import type { BoundMap, Program } from '../bind/program.ts';
import { makersOf } from './makers.ts';
import type { Issue, Rule } from './rule.ts';
import { list } from './text.ts';

export const referenceTarget: Rule = {
  code: 'MM209',
  name: 'reference-target',
  severity: 'error',
  *check(program) {
    for (const map of program.maps) {
      for (const { field, value } of map.lines) {
        const accepted = field?.schema?.references;
        if (!field || !accepted?.length) continue;
        for (const deferral of value.deferrals) yield* issues(field.name, accepted, deferral, map, program);
      }
    }
  },
};

function* issues(
  field: string,
  accepted: readonly string[],
  deferral: Deferral,
  map: BoundMap,
  program: Program,
): Generator<Issue> {
  const targets = targetsOf(deferral, map, program);
  const refused = targets.filter((target) => !accepted.includes(target));
  if (!targets.length || !refused.length) return;
  const takes = `${field} takes ${list(accepted)}`;
  if (refused.length === targets.length) {
    yield { node: deferral.node, message: `${takes}, and this is a record of ${list(refused)}.` };
    return;
  }
  const message = `${takes}, and this may also be a record of ${list(refused)}, which the destination will refuse. Exclude those records with where, or write their reference to another field.`;
  yield { node: deferral.node, severity: 'warning', message };
}

/** Destination objects of the records that may be meant. */
function targetsOf(deferral: Deferral, map: BoundMap, program: Program): string[] {
  switch (deferral.kind) {
    case 'record':
      return [...new Set(makersOf(program, deferral.objects).map((m) => m.destinationName))];
    case 'this':
      return [deferral.destinationObject];
    case 'parent': {
      const parent = program.maps.find((m) => m.id === map.each?.parent);
      return parent ? [parent.destinationName] : [];
    }
    case 'owner':
      return program.owners?.destination ? [program.owners.destination.name] : [];
    case 'file':
      return [];
  }
}
