import { fromFindings, type Rule } from './rule.ts';
import { didYouMean, renameFixes } from './text.ts';

export const unknownTable: Rule = {
  code: 'MM105',
  name: 'unknown-table',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'unknownTable', ({ name, ...place }) => ({
      message: `There is no value table ${name}.${didYouMean(name, program.tables.keys()) || ` Write one: values ${name} { "a" => "b" otherwise hold }, or import the file it stands in.`}`,
      fixes: renameFixes(place, name, program.tables.keys()),
    })),
};
