import { fromFindings, type Rule } from './rule.ts';

export const badArguments: Rule = {
  code: 'MM212',
  name: 'bad-arguments',
  severity: 'error',
  firm: true,
  check: (program) => fromFindings(program, 'badArguments', ({ problem }) => problem),
};
