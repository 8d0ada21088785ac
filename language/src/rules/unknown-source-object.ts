import { fromFindings, type Rule } from './rule.ts';
import { didYouMean, renameFixes } from './text.ts';

export const unknownSourceObject: Rule = {
  code: 'MM101',
  name: 'unknown-source-object',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'unknownSourceObject', ({ name, ...place }) => {
      const names = program.sources.objectNames();
      return {
        message: `The source has no object ${name}.${didYouMean(name, names) || ` It has ${names.join(', ')}.`}`,
        fixes: renameFixes(place, name, names),
      };
    }),
};
