import { readableName } from '@migmap/engine/schema/readable-name';
import { describe } from '../types/type.ts';
import { conversionsOf } from './conversion.ts';
import { convertFixes } from './piped.ts';
import type { Rule } from './rule.ts';

export const lossyConversion: Rule = {
  code: 'MM205',
  name: 'lossy-conversion',
  severity: 'warning',
  *check(program) {
    for (const { line, field, from, conversion } of conversionsOf(program)) {
      if (conversion.result !== 'loses') continue;
      const instead = conversion.instead
        ? ` Say so with ${conversion.instead}, or choose another field.`
        : '';
      const message = `${readableName(field)} takes ${describe(field.kind)}: of ${describe(from)}, ${conversion.what} is lost.${instead}`;
      yield {
        node: line.node,
        property: 'value',
        message,
        fixes: convertFixes(line.node, conversion.instead),
      };
    }
  },
};
