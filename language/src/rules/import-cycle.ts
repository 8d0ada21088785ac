import { fromFindings, type Rule } from './rule.ts';
import { removeFix } from './text.ts';

export const importCycle: Rule = {
  code: 'MM109',
  name: 'import-cycle',
  severity: 'error',
  firm: true,
  *check(program) {
    yield* fromFindings(program, 'importCycle', ({ path, node }) => ({
      message: `${path} imports this file in turn. Move what both need into a third file.`,
      fixes: [removeFix('Remove this import', node)],
    }));
    yield* fromFindings(program, 'fragmentCycle', ({ name, node }) => ({
      message: `The fragment ${name} uses itself. Leave this line out.`,
      fixes: [removeFix('Remove this line', node)],
    }));
  },
};
