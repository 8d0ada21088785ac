import { written } from '../schema/names.ts';
import { declareFixes } from './declare.ts';
import { fromFindings, type Rule } from './rule.ts';
import { didYouMean, renameFixes } from './text.ts';

export const unknownDestinationField: Rule = {
  code: 'MM104',
  name: 'unknown-destination-field',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'unknownDestinationField', (finding) => {
      const { name, object, ...place } = finding;
      const names = object.fields.flatMap((field) => [field.name, field.label]);
      const hint = didYouMean(name, names);
      return {
        message: `${object.name} in the destination has no field ${name}.${hint} If it is to be made there, declare it in fields ${written(object.name)} { … }; if it is new there, run discovery.`,
        fixes: [...renameFixes(place, name, names), ...declareFixes(finding, program)],
      };
    }),
};
