import { written } from '../schema/names.ts';
import { fromFindings, type Rule } from './rule.ts';
import { replaceFix } from './text.ts';

export const ambiguousName: Rule = {
  code: 'MM111',
  name: 'ambiguous-name',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'ambiguousField', ({ name, candidates, ...place }) => ({
      message: `Several fields are called ${name}. Use the API name: ${candidates.map(written).join(' or ')}.`,
      fixes: candidates.map((c) => replaceFix(`Change to ${written(c)}`, place, written(c))),
    })),
};
