import { functionNames } from '@migmap/engine/mapping/functions/signatures';
import { fromFindings, type Rule } from './rule.ts';
import { didYouMean, renameFixes } from './text.ts';

export const unknownFunction: Rule = {
  code: 'MM106',
  name: 'unknown-function',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'unknownFunction', ({ name, ...place }) => ({
      message: `There is no function ${name}.${didYouMean(name, functionNames) || ' docs/functions.md lists them.'}`,
      fixes: renameFixes(place, name, functionNames),
    })),
};
