import type { Rule } from './rule.ts';
import { removeFix } from './text.ts';

export const notWritable: Rule = {
  code: 'MM202',
  name: 'not-writable',
  severity: 'error',
  *check(program) {
    for (const map of program.maps) {
      if (map.destination?.schema?.createable === false) {
        const message = `${map.destinationName} takes no records from outside: the destination's API, or the rights of the user who ran discovery, do not allow it.`;
        yield { node: map.node, property: 'destination', message };
        continue;
      }
      for (const { node, field } of [...map.lines, ...(map.key ? [map.key] : [])]) {
        if (!field?.schema || field.schema.createable) continue;
        const settable = field.schema.updateable ? ' when a record is made' : '';
        const message = `${field.name} of ${map.destinationName} cannot be written${settable}: the destination sets it itself, or the rights of the user who ran discovery do not allow it. Remove the line, or grant the right and run discovery.`;
        const fixes = [removeFix('Remove the line', node)];
        yield { node, property: node.$type === 'KeyLine' ? 'destination' : 'field', message, fixes };
      }
    }
  },
};
