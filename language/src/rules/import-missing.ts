import { fromFindings, type Rule } from './rule.ts';

export const importMissing: Rule = {
  code: 'MM108',
  name: 'import-missing',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(
      program,
      'importMissing',
      ({ path }) => `There is no file ${path} here. The path is relative to this file.`,
    ),
};
