import type { Rule } from './rule.ts';

export const emptyTest: Rule = {
  code: 'MM701',
  name: 'empty-test',
  severity: 'warning',
  needsWholeText: true,
  *check({ tests }) {
    for (const node of tests) {
      const expects = node.steps.some((step) => step.$type !== 'Given');
      const gives = node.steps.some((step) => step.$type === 'Given');
      if (expects && gives) continue;
      const missing = gives
        ? 'expects nothing, so it always holds. Add expect …'
        : 'gives no record. Add given OBJECT { … }';
      yield { node, property: 'name', message: `This test ${missing}.` };
    }
  },
};
