import { AstUtils } from 'langium';
import type { BoundLine, Program } from '../bind/program.ts';
import type { Deferral } from '../bind/bound.ts';
import { isBinaryExpression, isStatement } from '../generated/ast.ts';
import { fateOf, makersOf, undecided } from './makers.ts';
import { newMapFix } from './new-map.ts';
import type { Fix, Rule } from './rule.ts';
import { removeFix, replaceFix } from './text.ts';

export const referenceUnmapped: Rule = {
  code: 'MM208',
  name: 'reference-unmapped',
  severity: 'error',
  needsWholeText: true,
  *check(program) {
    for (const map of program.maps) {
      for (const line of map.lines) {
        for (const deferral of line.value.deferrals) {
          if (
            deferral.kind === 'record' &&
            deferral.objects.length &&
            !makersOf(program, deferral.objects).length
          ) {
            const names = deferral.objects.join(' or ');
            const fates = deferral.objects.map((o) => fateOf(program, o));
            const message = `No map makes a record from ${names} (${[...new Set(fates)].join('; ')}), so this reference leads nowhere. Map ${names}, or remove the reference.`;
            const maps = mapFixes(line, deferral.objects, program);
            yield { node: deferral.node, message, fixes: [...maps, ...withoutFixes(line, deferral)] };
          }
          if (deferral.kind === 'this') {
            const { destinationObject } = deferral;
            const made = program.maps.some(
              (m) => !m.each && m.sourceName === map.sourceName && m.destinationName === destinationObject,
            );
            if (made) continue;
            const message = `No map makes ${destinationObject} from ${map.sourceName}, so there is nothing to refer to. Write map ${map.sourceName} -> ${destinationObject} { … }.`;
            const statement = AstUtils.getContainerOfType(map.node, isStatement);
            const fix = statement && newMapFix(map.sourceName, destinationObject, statement, program);
            yield { node: deferral.node, property: 'destination', message, fixes: fix ? [fix] : [] };
          }
        }
      }
    }
  },
};

/** A map of each object that nothing is decided about, into each that the field may refer to. */
function mapFixes({ node, field }: BoundLine, objects: readonly string[], program: Program): Fix[] {
  const statement = AstUtils.getContainerOfType(node, isStatement);
  const targets = field?.schema?.references ?? [];
  const open = objects.filter((object) => fateOf(program, object) === undecided);
  if (!statement) return [];
  return open
    .flatMap((object) => targets.map((target) => newMapFix(object, target, statement, program)))
    .filter((fix) => fix !== undefined);
}

/** It never gives a value, so of `a ?? b` the other is left, and of a line nothing. A fragment's may lead somewhere elsewhere. */
function withoutFixes({ node, from }: BoundLine, deferral: Deferral): Fix[] {
  if (from) return [];
  if (node.value === deferral.node) return [removeFix('Remove the line', node)];
  const either = deferral.node.$container;
  if (!isBinaryExpression(either) || either.operator !== '??') return [];
  const other = either.left === deferral.node ? either.right : either.left;
  const text = other?.$cstNode?.text;
  return text === undefined ? [] : [replaceFix(`Change to ${text}`, { node: either }, text)];
}
