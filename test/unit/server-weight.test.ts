/** What the language server has in memory from its first moment: it checks mappings, and evaluates none. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const heavy = ['i18n-iso-countries', 'libphonenumber-js', 'luxon', 'html-to-text', 'jsforce', 'exceljs'];

describe('the language server', () => {
  it(`starts without what functions and connectors are made of (${heavy.join(', ')})`, () => {
    const importedBy = new Map([['server/src/main.ts', '']]);
    const packages = new Map<string, string>();
    for (const file of importedBy.keys()) {
      for (const from of importsOf(readFileSync(join(root, file), 'utf8'))) {
        const target = fileOf(file, from);
        if (target === undefined) packages.set(from, file);
        else if (!importedBy.has(target)) importedBy.set(target, file);
      }
    }
    assert.ok(importedBy.size > 100 && packages.has('langium'), 'the sources were not found');
    for (const name of heavy) {
      const chain: string[] = [];
      for (let at = packages.get(name); at; at = importedBy.get(at)) chain.push(at);
      assert.deepEqual(chain, [], `${name} is imported by ${chain.join(', imported by ')}`);
    }
  });
});

/** Of values: types vanish, and what is imported when it is needed costs nothing before. */
function importsOf(text: string): string[] {
  const pattern = /^(?:import|export)\s+(?!type\b)[^;]*?from\s+'([^']+)'|^import '([^']+)'/gm;
  return [...text.matchAll(pattern)].map((match) => (match[1] ?? match[2])!);
}

/** Of an import of ours, relative to the repository. */
function fileOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(from), specifier);
  const own = /^@migmap\/([^/]+)\/(.+)$/.exec(specifier);
  return own ? `${own[1]}/src/${own[2]}.ts` : undefined;
}
