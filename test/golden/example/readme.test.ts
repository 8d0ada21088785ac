import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { checkFile } from '@migmap/language/checker';
import { example } from './workspace.ts';

const text = (file: string) => readFileSync(join(example, file), 'utf8');

/** The rows of the object table that such a migration is offered with, and what must decide each. */
const rows: readonly [row: string, source: string, destinations: readonly string[]][] = [
  ['Lead', 'Lead', ['Lead', 'Contact']],
  ['Contact', 'Contact', ['Contact', 'AccountContactRelation']],
  ['Account (Company)', 'Company', ['Account']],
  ['Deal', 'Deal', ['Opportunity']],
  ['Pipeline Stage', 'Pipeline', []],
  ['Pipeline', 'Pipeline', []],
  ['Task', 'Task', ['Task']],
  ['Activity: Call', 'Activity', ['Task']],
  ['Activity: Email', 'Activity', ['EmailMessage', 'EmailMessageRelation', 'Task']],
  ['Activity: Meeting', 'Activity', ['Event', 'EventRelation']],
  ['Activity: Note', 'Activity', ['ContentNote', 'ContentDocumentLink']],
  ['Campaign', 'Campaign', ['Campaign']],
  ['Email Template', 'EmailTemplate', ['EmailTemplate']],
  ['Help Desk Ticket', 'Ticket', ['Case']],
  ['Knowledge Base Article', 'Article', ['Knowledge__kav']],
  ['Attachment', 'Attachment', ['ContentVersion']],
  ['Custom Field', 'Contact', []],
  ['User / Owner', 'User', []],
];

describe("the example's README", () => {
  let mapping: Mapping;
  const table = text('README.md').split('## What becomes of each object')[1]!.split('\n## ')[0]!;
  const cells = table
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| SmartDesk |'))
    .map((line) => line.split(/ ?\| ?/).slice(1));

  before(async () => {
    const host = {
      contextFor: () => undefined,
      readFile: async (uri: string) => readFileSync(new URL(uri), 'utf8'),
    };
    const uri = pathToFileURL(join(process.cwd(), example, 'main.migmap')).href;
    const checked = await checkFile(uri, host, text('main.migmap'));
    assert.ok(checked.mapping, JSON.stringify(checked.diagnostics));
    mapping = checked.mapping;
  });

  it('has a row for each object, in order', () => {
    assert.deepEqual(
      cells.map(([name]) => name),
      rows.map(([row]) => row),
    );
  });

  for (const [row, source, destinations] of rows) {
    it(`${row}: the mapping decides on it, with the statements that the row names`, () => {
      const decided =
        mapping.skips.some((skip) => skip.object === source) ||
        mapping.exports.some((file) => file.sourceObject === source) ||
        mapping.maps.some((map) => map.sourceObject === source);
      assert.ok(decided, `${source} is neither mapped, exported nor skipped`);
      for (const destination of destinations)
        assert.ok(
          mapping.maps.some((map) => map.sourceObject === source && map.destinationObject === destination),
          `no map makes a ${destination} of a ${source}`,
        );
      const statements = cells.find(([name]) => name === row)![2]!;
      const named = statements.split(/(?<=^|`) ?`(?=[a-z])/).map((one) => one.replace(/^`+|`+$/g, '').trim());
      for (const statement of named.filter((one) => one !== ''))
        assert.ok(mappingLines.has(statement), `main.migmap has no line: ${statement}`);
    });
  }
  const mappingLines = new Set(
    text('main.migmap')
      .split('\n')
      .map((line) => line.trim()),
  );

  it('names statements that the mapping has', () => {
    const heads = text('README.md').matchAll(
      /`((?:map|each|split|skip|export|owners|pipelines|import) [^`]*?(?:\{|inventory|"|hold))`/g,
    );
    const all = [...heads].map((match) => match[1]!);
    assert.ok(all.length > 30, `${all.length}`);
    for (const head of all)
      assert.ok(
        [...mappingLines].some((line) => line.startsWith(head)),
        `main.migmap has no line: ${head}`,
      );
  });

  it('is right about the order of the plan', () => {
    const plan = JSON.parse(readFileSync('test/golden/example/views/plan.json', 'utf8')) as {
      phases: { map: string; dependsOn: string[] }[];
    };
    const after = (map: string) => plan.phases.find((phase) => phase.map === map)?.dependsOn;
    assert.deepEqual(after('TeamMember->AccountTeamMember'), ['Company->Account']);
    assert.deepEqual(after('Territory->UserTerritory2Association'), ['Territory->Territory2']);
    assert.deepEqual(after('Contact->AccountContactRelation')?.toSorted(), [
      'Company->Account',
      'Contact->Contact',
    ]);
  });
});
