/** `npm run docs`: writes the pages that are made from code. A test fails when they are stale. */
import { writeFileSync } from 'node:fs';
import { cliPage } from './cli.ts';
import { jsonPage } from './json.ts';

writeFileSync('docs/cli.md', cliPage());
writeFileSync('docs/json.md', jsonPage());
