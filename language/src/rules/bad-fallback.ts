import { fromFindings, type Rule } from './rule.ts';

export const badFallback: Rule = {
  code: 'MM218',
  name: 'bad-fallback',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(
      program,
      'badFallback',
      ({ found, allowed }) => `${found} has no meaning here. What may stand here: ${allowed}.`,
    ),
};
