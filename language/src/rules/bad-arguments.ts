import { fromFindings, type Rule } from './rule.ts';
import { insteadFixes } from './text.ts';

export const badArguments: Rule = {
  code: 'MM212',
  name: 'bad-arguments',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'badArguments', ({ problem, instead }) => ({
      message: problem,
      fixes: insteadFixes(instead),
    })),
};
