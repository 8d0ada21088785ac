import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipedriveExample } from './example.ts';

const text = (file: string) => readFileSync(join(pipedriveExample, file), 'utf8');

/** The rows of the object table that such a migration is offered with. */
const rows = [
  'Lead',
  'Contact',
  'Account (Company)',
  'Deal',
  'Pipeline',
  'Task',
  'Activity (call, e-mail, meeting, note)',
  'User / Owner',
  'Custom Field',
  'Attachment',
];

describe("the Pipedrive example's README", () => {
  const table = text('README.md').split('## What becomes of each object')[1]!.split('\n## ')[0]!;
  const cells = table
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| SmartDesk |'))
    .map((line) => line.split(/ ?\| ?/).slice(1));
  const lines = new Set(
    text('main.migmap')
      .split('\n')
      .map((line) => line.trim()),
  );

  it('has a row for each object, in order', () => {
    assert.deepEqual(
      cells.map(([name]) => name),
      rows,
    );
  });

  for (const [name = '', destination, statements = ''] of cells)
    it(`${name}: the mapping has the statements that the row names`, () => {
      const named = [...statements.matchAll(/(`+) ?(.+?) ?\1(?!`)/g)].map((match) => match[2]!);
      assert.ok(named.length > 0 && destination, name);
      for (const statement of named) assert.ok(lines.has(statement), `main.migmap has no line: ${statement}`);
    });

  it('names every map of the mapping', () => {
    const maps = [...lines].filter((line) => line.startsWith('map '));
    const all = text('README.md');
    assert.ok(maps.length > 20, `${maps.length}`);
    for (const map of maps.filter((line) => !line.startsWith('map Attachment')))
      assert.ok(all.includes(`\`${map}\``), map);
  });
});
