import type { Rule } from './rule.ts';
import { fateOf, makersOf } from './makers.ts';

export const referenceUnmapped: Rule = {
  code: 'MM208',
  name: 'reference-unmapped',
  severity: 'error',
  needsWholeText: true,
  *check(program) {
    for (const map of program.maps) {
      for (const deferral of map.lines.flatMap((line) => line.value.deferrals)) {
        if (
          deferral.kind === 'record' &&
          deferral.objects.length &&
          !makersOf(program, deferral.objects).length
        ) {
          const names = deferral.objects.join(' or ');
          const fates = deferral.objects.map((o) => fateOf(program, o));
          const message = `No map makes a record from ${names} (${[...new Set(fates)].join('; ')}), so this reference leads nowhere. Map ${names}, or remove the reference.`;
          yield { node: deferral.node, message };
        }
        if (deferral.kind === 'this') {
          const { destinationObject } = deferral;
          const made = program.maps.some(
            (m) => !m.each && m.sourceName === map.sourceName && m.destinationName === destinationObject,
          );
          if (made) continue;
          const message = `No map makes ${destinationObject} from ${map.sourceName}, so there is nothing to refer to. Write map ${map.sourceName} -> ${destinationObject} { … }.`;
          yield { node: deferral.node, property: 'destination', message };
        }
      }
    }
  },
};
