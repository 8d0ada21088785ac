import { fromFindings, type Rule } from './rule.ts';

export const badReference: Rule = {
  code: 'MM215',
  name: 'bad-reference',
  severity: 'error',
  firm: true,
  check: (program) => fromFindings(program, 'badReference', ({ problem }) => problem),
};
