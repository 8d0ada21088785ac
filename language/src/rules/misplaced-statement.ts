import { fromFindings, type Rule } from './rule.ts';

export const misplacedStatement: Rule = {
  code: 'MM112',
  name: 'misplaced-statement',
  severity: 'error',
  firm: true,
  *check(program) {
    yield* fromFindings(
      program,
      'misplacedStatement',
      ({ what }) =>
        `A ${what} statement belongs in the file with the migration statement; a file without one brings values, fragment, fields and object to those that import it. Begin this file with migration NAME from SYSTEM to SYSTEM, or move the statement.`,
    );
    yield* fromFindings(
      program,
      'importedMigration',
      () =>
        'This file is imported, so it cannot be a migration of its own. Remove the migration statement or the import.',
    );
  },
};
