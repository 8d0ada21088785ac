import { fromFindings, type Rule } from './rule.ts';
import { didYouMean, renameFixes } from './text.ts';

export const unknownDestinationObject: Rule = {
  code: 'MM103',
  name: 'unknown-destination-object',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'unknownDestinationObject', ({ name, ...place }) => {
      const names = program.destinations.objectNames();
      const hint =
        didYouMean(name, names) ||
        ` If it is to be made there, declare it: object ${name} "${name}" { … }; if it is new there, run discovery.`;
      return {
        message: `The destination has no object ${name}.${hint}`,
        fixes: renameFixes(place, name, names),
      };
    }),
};
