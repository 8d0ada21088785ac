import { fromFindings, type Rule } from './rule.ts';

export const importCycle: Rule = {
  code: 'MM109',
  name: 'import-cycle',
  severity: 'error',
  firm: true,
  *check(program) {
    yield* fromFindings(
      program,
      'importCycle',
      ({ path }) => `${path} imports this file in turn. Move what both need into a third file.`,
    );
    yield* fromFindings(
      program,
      'fragmentCycle',
      ({ name }) => `The fragment ${name} uses itself. Leave this line out.`,
    );
  },
};
