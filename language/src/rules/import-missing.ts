import { quoted } from '../schema/names.ts';
import { fromFindings, type Rule } from './rule.ts';
import { removeFix, replaceFix } from './text.ts';

export const importMissing: Rule = {
  code: 'MM108',
  name: 'import-missing',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'importMissing', ({ path, node, near }) => ({
      message: `There is no file ${path} here. The path is relative to this file.`,
      fixes: [
        ...near.map((n) => replaceFix(`Change to ${quoted(n)}`, { node, property: 'path' }, quoted(n))),
        removeFix('Remove this import', node),
      ],
    })),
};
