import { fromFindings, type Rule } from './rule.ts';

export const notYet: Rule = {
  code: 'MM601',
  name: 'not-yet',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(
      program,
      'notYet',
      ({ what, instead }) =>
        `${what[0]!.toUpperCase()}${what.slice(1)} is not supported yet.${instead ? ` ${instead}` : ''}`,
    ),
};
