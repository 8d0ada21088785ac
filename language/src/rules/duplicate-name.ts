import { fromFindings, type Rule } from './rule.ts';
import { removeFix } from './text.ts';

export const duplicateName: Rule = {
  code: 'MM110',
  name: 'duplicate-name',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'duplicateName', ({ name, what, node }) => ({
      message:
        name === what || what === 'line' || what === 'statement'
          ? `There is a second ${name} ${what} here, and one alone can count. Remove one of them.`
          : `${name} is declared twice (${what}). Rename or remove one of them.`,
      fixes: [removeFix(`Remove this ${what}`, node)],
    })),
};
