import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { checkFile } from '@migmap/language/checker';

const golden = 'test/golden/tour.mapping.json';

describe('the tour of docs/language.md', () => {
  it('compiles to the mapping beside this test', async () => {
    const page = readFileSync('docs/language.md', 'utf8');
    const blocks = [...page.matchAll(/```migmap\n([\s\S]*?)```/g)].map((match) => match[1]!);
    const host = {
      contextFor: () => undefined,
      readFile: async () => 'values Industries { "Bank" => "Banking" otherwise keep }',
    };
    const { mapping } = await checkFile('file:///w/tour.migmap', host, blocks.join('\n'));
    if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, `${JSON.stringify(mapping, null, 1)}\n`);
    assert.deepEqual(mapping, JSON.parse(readFileSync(golden, 'utf8')));
  });
});
