import { fromFindings, type Rule } from './rule.ts';
import { replaceFix } from './text.ts';

export const badFallback: Rule = {
  code: 'MM218',
  name: 'bad-fallback',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'badFallback', ({ found, allowed, node }) => ({
      message: `${found} has no meaning here. What may stand here: ${allowed}.`,
      fixes: [replaceFix('Change to hold', { node }, 'hold')],
    })),
};
