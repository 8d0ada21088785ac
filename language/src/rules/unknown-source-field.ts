import { fromFindings, type Rule } from './rule.ts';
import { didYouMean, renameFixes } from './text.ts';

export const unknownSourceField: Rule = {
  code: 'MM102',
  name: 'unknown-source-field',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'unknownSourceField', ({ name, object, ...place }) => {
      const names = object.fields.flatMap((field) => [field.name, field.label]);
      return {
        message: `${object.name} in the source has no field ${name}.${didYouMean(name, names)}`,
        fixes: renameFixes(place, name, names),
      };
    }),
};
