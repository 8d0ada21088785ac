import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runMappingTests } from '@migmap/engine/mapping/mapping-tests';
import { emptyWorld, prepareMap } from '@migmap/engine/mapping/transform';
import { compiled } from './load.ts';
import { destination } from './schemas.ts';

const page = readFileSync('docs/constructs.md', 'utf8');
const files = { 'values.migmap': 'values Sectors { "Bank" => "Banking" }' };

/** What only a load shows; its behaviour stands in cases.ts. */
const shownByLoads = ['match', 'export and skip', 'import'];

describe('docs/constructs.md', () => {
  for (const section of page.split(/^## /m).slice(1)) {
    const title = section.slice(0, section.indexOf('\n'));
    const blocks = [...section.matchAll(/```migmap\n([\s\S]*?)```/g)].map((match) => match[1]!);
    for (const [index, block] of blocks.entries())
      it(`${title}, example ${index + 1}: has no error, and its tests hold`, async () => {
        const mapping = await compiled(block, files);
        const results = runMappingTests(mapping, destination);
        assert.deepEqual(
          results.flatMap(({ name, failures }) => failures.map((failure) => `${name}: ${failure}`)),
          [],
        );
        if (!shownByLoads.includes(title)) assert.ok(results.length > 0, 'it tests nothing');
      });
  }

  it('has an example of every statement and line of the table in language.md', () => {
    const language = readFileSync('docs/language.md', 'utf8');
    const table = language.slice(
      language.indexOf('| statement | meaning |'),
      language.indexOf('## Mapping tests'),
    );
    const examples = [...page.matchAll(/```migmap\n([\s\S]*?)```/g)].map((match) => match[1]!).join('\n');
    for (const [, word] of table.matchAll(/^\| `([a-z_]+)\b/gm))
      assert.match(examples, new RegExp(String.raw`\b${word}\b`), `no example of ${word}`);
  });

  const rows = [...page.matchAll(/^\| `(.+)` \| `(.+)` \|$/gm)].map((match) => ({
    expression: match[1]!.replaceAll(String.raw`\|`, '|'),
    value: match[2]!,
  }));
  it('has expressions', () => assert.ok(rows.length > 15));
  for (const { expression, value } of rows)
    it(`${expression} is ${value}`, async () => {
      const mapping = await compiled(
        `fields Contact { Out__c : LongText } map Contact -> Contact { LastName = "x" Out__c = ${expression} }`,
      );
      // Without a schema of the destination a value stays as the line makes it.
      const { declaredFields: _, ...plain } = mapping;
      const prepared = prepareMap({ ...plain, declaredFields: [] }, mapping.maps[0]!, undefined);
      const values = {
        id: '1',
        first_name: ' Ada ',
        last_name: 'Lovelace',
        email: 'ADA@ex.org',
        tags: ['x', 'y'],
      };
      const result = prepared.apply({ id: '1', values, at: 'contacts.csv:2' }, emptyWorld);
      assert.ok(result.kind === 'draft', JSON.stringify(result));
      assert.deepEqual(result.draft.values['Out__c'], value === 'empty' ? null : JSON.parse(value));
    });
});
