import { fromFindings, type Rule } from './rule.ts';

export const badReference: Rule = {
  code: 'MM215',
  name: 'bad-reference',
  severity: 'error',
  check: (program) => fromFindings(program, 'badReference', ({ problem }) => problem),
};
