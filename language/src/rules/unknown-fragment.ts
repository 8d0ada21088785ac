import { fromFindings, type Rule } from './rule.ts';
import { didYouMean, renameFixes } from './text.ts';

export const unknownFragment: Rule = {
  code: 'MM107',
  name: 'unknown-fragment',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'unknownFragment', ({ name, ...place }) => ({
      message: `There is no fragment ${name}.${didYouMean(name, program.fragments.keys()) || ' Write it, or import the file it stands in.'}`,
      fixes: renameFixes(place, name, program.fragments.keys()),
    })),
};
