import { describe, isTextual } from '../types/type.ts';
import { fromFindings, type Rule } from './rule.ts';

export const badOperands: Rule = {
  code: 'MM213',
  name: 'bad-operands',
  severity: 'error',
  *check(program) {
    yield* fromFindings(program, 'badOperands', ({ problem }) => problem);
    yield* fromFindings(program, 'notTrueOrFalse', ({ type }) => {
      const hint = isTextual(type.kind)
        ? ' Compare it (x == "yes"), or read it with boolean(x).'
        : ' Compare it with something, or ask whether it is empty.';
      return `A condition is true or false, and this is ${describe(type.kind)}.${hint}`;
    });
    yield* fromFindings(
      program,
      'misplacedDeferred',
      ({ what }) =>
        `ref, owner, migration_user and file are known at the load alone, so they cannot stand ${what}. They are a line's whole value, also behind ??, then and else.`,
    );
  },
};
