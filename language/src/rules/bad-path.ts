import { fromFindings, type Rule } from './rule.ts';

export const badPath: Rule = {
  code: 'MM113',
  name: 'bad-path',
  severity: 'error',
  firm: true,
  *check(program) {
    yield* fromFindings(program, 'badPath', ({ problem }) => problem);
    yield* fromFindings(
      program,
      'notAList',
      ({ type }) =>
        `each goes through a list, and this is a ${type.kind}. split(…) makes a list of a text, but each needs a field.`,
    );
  },
};
