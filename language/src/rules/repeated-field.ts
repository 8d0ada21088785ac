import type { Rule } from './rule.ts';
import { removeFix } from './text.ts';

export const repeatedField: Rule = {
  code: 'MM203',
  name: 'repeated-field',
  severity: 'error',
  firm: true,
  *check(program) {
    for (const map of program.maps) {
      for (const { node, field } of map.repeated) {
        const message = `${field} has a line already, and a field takes one. Remove one of the two, or put both into one line: a ?? b.`;
        yield { node, property: 'field', message, fixes: [removeFix('Remove this line', node)] };
      }
      const key = map.key?.field?.name;
      const line = key === undefined ? undefined : map.lines.find((l) => l.field?.name === key);
      if (line) {
        const message = `${key} is filled by the key line already. Remove this line.`;
        const fixes = [removeFix('Remove this line', line.node)];
        yield { node: line.node, property: 'field', message, fixes };
      }
    }
  },
};
