import type { Deferral } from '../bind/bound.ts';
import type { BoundMap, Program } from '../bind/program.ts';
import { makersOf } from './makers.ts';
import type { Issue, Rule } from './rule.ts';
import { elseFixes } from './else-fixes.ts';
import { list } from './text.ts';

export const referenceTarget: Rule = {
  code: 'MM209',
  name: 'reference-target',
  severity: 'error',
  *check(program) {
    for (const map of program.maps) {
      for (const { node, field, value, otherwise } of map.lines) {
        const accepted = field?.schema?.references;
        if (!field || !accepted?.length) continue;
        // Behind ?? another way follows, and else says what happens.
        const decided = otherwise !== undefined || value.ir.kind !== 'ref';
        for (const deferral of value.deferrals) {
          const issue = issueOf(field.name, accepted, deferral, map, program);
          if (!issue || (decided && issue.severity)) continue;
          // Of a reference that never fits nothing is left to be decided by else.
          yield issue.severity ? { ...issue, fixes: elseFixes(node) } : issue;
        }
      }
    }
  },
};

function issueOf(
  field: string,
  accepted: readonly string[],
  deferral: Deferral,
  map: BoundMap,
  program: Program,
): Issue | undefined {
  const takes = `${field} takes ${list(accepted)}`;
  const targets = targetsOf(deferral, map, program);
  if (targets.length && !targets.some((target) => accepted.includes(target))) {
    return { node: deferral.node, message: `${takes}, and this is a record of ${list(targets)}.` };
  }
  const refused = deferral.kind === 'record' ? sometimesRefused(deferral.objects, accepted, program) : [];
  if (!refused.length) return undefined;
  const message = `${takes}, and this may be a record of ${list(refused)}; records with such a reference are held. Say what happens to them: else empty, else skip, or ?? with another reference.`;
  return { node: deferral.node, severity: 'warning', message };
}

/** Objects of records that the field cannot hold where the same source record becomes nothing that it can. */
function sometimesRefused(
  objects: readonly string[],
  accepted: readonly string[],
  program: Program,
): string[] {
  const refused = objects.flatMap((object) => {
    const makers = makersOf(program, [object]);
    const fits = (maker: BoundMap): boolean => accepted.includes(maker.destinationName);
    const alone = makers.filter((maker) => !maker.split);
    if (alone.some(fits)) return [];
    const unfit = makers.filter((maker) => !fits(maker));
    return unfit.map((maker) => maker.destinationName);
  });
  return [...new Set(refused)];
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
