import type { Rule } from './rule.ts';
import { insertLinesFix } from './text.ts';

export const splitUndecided: Rule = {
  code: 'MM210',
  name: 'split-undecided',
  severity: 'error',
  firm: true,
  needsWholeText: true,
  *check(program) {
    for (const { node, sourceName } of program.splits) {
      if (node.otherwise) continue;
      const fix = insertLinesFix('Hold the others for a person', node, ['otherwise hold']);
      yield {
        node,
        property: 'source',
        message: `This split says nothing of a ${sourceName} that meets none of its conditions. End it with otherwise -> OBJECT { … }, otherwise hold, or otherwise skip "why".`,
        fixes: fix ? [fix] : [],
      };
    }
  },
};
