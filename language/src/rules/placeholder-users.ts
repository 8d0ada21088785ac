import type { Rule } from './rule.ts';
import { replaceFix } from './text.ts';

export const placeholderUsers: Rule = {
  code: 'MM219',
  name: 'placeholder-users',
  severity: 'error',
  *check({ owners, context: { rules }, files }) {
    const node = owners?.node.unmatched;
    if (node?.kind !== 'placeholder' || !rules || rules.createsUsers) return;
    const system = files[0]?.node.migration?.destination ?? 'The destination';
    const message = `${system} lets no program make users, so there can be no placeholders. Say unmatched hold, or unmatched use "name@example.org".`;
    yield {
      node,
      message,
      fixes: [
        replaceFix('Hold the records of owners without a user', { node }, 'hold'),
        replaceFix('Give them to one user', { node }, 'use ""'),
      ],
    };
  },
};
