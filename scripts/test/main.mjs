// `npm test`: every suite one after another, each counted; the last line sums them up. A suite that does not run has failed.
// `--all` adds those that take long or bring programs of others: peers, the long faults and the long fuzz.
import { existsSync, globSync } from 'node:fs';
import { runSuite } from './suite.mjs';

const all = process.argv.includes('--all');

const suites = [
  { name: 'typecheck', command: ['tsc', '-b'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--quiet'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'unit, contract, golden, lsp, faults', command: ['mocha'], counted: true },
  {
    name: 'vscode',
    command: ['npm', 'run', '--silent', 'test:vscode'],
    counted: true,
    tests: 'test/vscode/**/*.test.ts',
  },
  ...(all
    ? [
        {
          name: 'peers',
          command: ['npm', 'run', '--silent', 'test:peers'],
          counted: true,
          tests: 'test/peers/**/*.test.ts',
        },
        {
          name: 'long faults',
          command: ['npm', 'run', '--silent', 'test:faults'],
          counted: true,
          tests: 'test/faults/**/*.test.ts',
        },
        {
          name: 'long fuzz',
          command: ['npm', 'run', '--silent', 'test:fuzz'],
          counted: true,
          tests: 'test/**/fuzz.test.ts',
        },
      ]
    : []),
];

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites) {
  console.log(`\n── ${suite.name}`);
  const missing = suite.tests && globSync(suite.tests).length === 0;
  const result = missing
    ? { passed: 0, failed: 1, skipped: 0, why: `no file ${suite.tests}` }
    : await runSuite(suite);
  for (const kind of Object.keys(totals)) totals[kind] += result[kind];
  const skipped = result.skipped ? `, ${result.skipped} skipped` : '';
  console.log(
    `── ${suite.name}: ${result.passed} passed, ${result.failed} failed${skipped}${result.why ? ` (${result.why})` : ''}`,
  );
}
if (!existsSync('dist/cli.mjs')) console.log('\ndist/cli.mjs is missing: the command line was not built.');
if (totals.skipped > 0) console.log(`\n${totals.skipped} skipped`);
console.log(`${totals.skipped > 0 ? '' : '\n'}${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 ? 1 : 0);
