// Makes the VSIX: bundles, packs what .vscodeignore lets through, and refuses a package that is too big or lacks a part.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const vsix = `${name}-${version}.vsix`;
const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: 'inherit' });

run(process.execPath, 'scripts/bundle.mjs');
run(
  process.execPath,
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  vsix,
);
const megabytes = statSync(new URL(`../${vsix}`, import.meta.url)).size / 2 ** 20;
const budget = 8;
if (megabytes > budget) {
  throw new Error(
    `${vsix} is ${megabytes.toFixed(1)} MB; the budget is ${budget} MB. What was bundled that need not be?`,
  );
}
console.log(`${vsix}  ${megabytes.toFixed(1)} MB`);
