import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompletionItem } from 'vscode-languageserver-protocol/node';
import { writeProject } from '../fixtures/project.ts';
import { startSession, type Session } from './session.ts';

const head = 'migration Acme from smartdesk to salesforce\n';
const tables = 'values Industries {\n  "Tech" => "Technology"\n  otherwise hold\n}\n';
const company = (lines: string) => `${head}${tables}map Company -> Account {\n${lines}\n}\n`;
const contact = (lines: string) => `${head}map Contact as c -> Contact {\n${lines}\n}\n`;

interface Case {
  readonly says: string;
  /** `<|>` is the cursor. */
  readonly text: string;
  /** The first items, in the order the editor shows them. */
  readonly first?: readonly string[];
  /** All items of these kinds: nothing else is offered. */
  readonly only?: readonly string[];
  readonly has?: readonly string[];
  readonly never?: readonly string[];
}

const cases: readonly Case[] = [
  {
    says: 'destination fields: required ones, then those a source field is called like, never a read-only one',
    text: company('  <|>'),
    first: ['Name', 'Industry', 'Phone', 'SmartDesk_Id__c', 'Website'],
    has: ['key', 'match', 'use', 'each', 'flag', 'skip'],
    never: ['Id', 'CreatedById', 'via', 'and', 'else'],
  },
  {
    says: 'no field that another line writes',
    text: company('  key id => SmartDesk_Id__c\n  Name = name\n  <|>\n  Website = domain'),
    first: ['Industry', 'Phone'],
    never: ['Name', 'Website', 'SmartDesk_Id__c'],
  },
  {
    says: 'fields while a name is being typed between other lines',
    text: company('  Name = name\n  In<|>\n  Website = domain'),
    first: ['Industry'],
  },
  {
    says: 'the field itself where its name is changed',
    text: company('  Name = name\n  Web<|>site = domain'),
    first: ['Website'],
  },
  {
    says: 'source fields, the one called like the destination field first, then values, words and functions',
    text: company('  Industry = <|>'),
    first: ['industry', '"Technology"', '"Banking"', '"Energy"', 'domain', 'id', 'name'],
    has: ['ref', 'owner', 'if', 'truncate'],
    never: ['Website', 'via'],
  },
  {
    says: 'fields of the record that a reference names',
    text: contact('  LastName = company_id.<|>'),
    only: ['name', 'domain', 'id', 'industry'],
  },
  { says: 'fields of an alias', text: contact('  LastName = c.<|>'), first: ['last_name'] },
  { says: 'fields inside a text', text: company('  Name = "{<|>}"'), first: ['name'] },
  {
    says: 'functions alone behind a pipe',
    text: company('  Name = name |> <|>'),
    has: ['lower', 'truncate', 'url'],
    never: ['name', 'ref', 'industry'],
  },
  { says: 'tables behind via', text: company('  Industry = industry via <|>'), only: ['Industries'] },
  {
    says: 'source objects, undecided ones first',
    text: `${company('  Name = name')}map <|>`,
    first: ['Contact', 'Company'],
  },
  {
    says: 'destination objects, the one called alike first',
    text: `${head}map Contact -> <|>`,
    only: ['Contact', 'Account'],
  },
  {
    says: 'picklist values of the destination field',
    text: company('  Industry = "<|>"'),
    only: ['"Technology"', '"Banking"', '"Energy"'],
  },
  {
    says: 'picklist values behind a quote that is not closed yet',
    text: company('  Industry = "<|>'),
    only: ['"Technology"', '"Banking"', '"Energy"'],
  },
  {
    says: 'values seen in the source, in a condition',
    text: `${head}map Company where industry == "<|>" -> Account {\n}\n`,
    only: ['"Tech"', '"Finance"'],
  },
  {
    says: 'values that a table does not cover yet, on its left',
    text: `${head}values Industries {\n  "Tech" => "Technology"\n  "<|>"\n}\nmap Company -> Account {\n  Industry = industry via Industries\n}\n`,
    only: ['"Finance"'],
  },
  {
    says: 'what the destination takes, on its right',
    text: `${head}values Industries {\n  "Tech" => "<|>"\n}\nmap Company -> Account {\n  Industry = industry via Industries\n}\n`,
    only: ['"Technology"', '"Banking"', '"Energy"'],
  },
  {
    says: 'fragments behind use',
    text: `${head}fragment Names {\n}\n${contact('  use <|>').slice(head.length)}`,
    has: ['Names'],
  },
  {
    says: 'fields that a fragment writes last, although the object requires them',
    text: `${head}fragment Names {\n  LastName = last_name\n}\n${contact('  use Names\n  <|>').slice(head.length)}`,
    first: ['Email', 'FirstName', 'Phone', 'AccountId', 'SmartDesk_Id__c', 'LastName'],
  },
  {
    says: 'fields in a fragment, of the objects that use it',
    text: `${head}fragment Names {\n  <|>\n}\n${contact('  use Names').slice(head.length)}`,
    first: ['LastName'],
    never: ['Website'],
  },
  {
    says: 'statements at the top',
    text: `${head}<|>`,
    has: ['map', 'split', 'values', 'fields', 'skip', 'export', 'test'],
    never: ['Company', 'key'],
  },
];

describe('language server: completion offers', () => {
  let folder: string;
  let session: Session;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migmap-lsp-'));
    await writeProject(folder, '');
    session = await startSession(folder);
  });
  after(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [index, { says, text, first, only, has, never }] of cases.entries()) {
    it(says, async () => {
      const offset = text.indexOf('<|>');
      const before = text.slice(0, offset).split('\n');
      const uri = await session.open(join(folder, `case-${index}.migmap`), text.replace('<|>', ''));
      const position = { line: before.length - 1, character: before.at(-1)!.length };
      const labels = inOrder(await session.completion(uri, position)).map((item) => item.label);
      if (first) assert.deepEqual(labels.slice(0, first.length), first);
      if (only) assert.deepEqual(labels, only);
      for (const label of has ?? [])
        assert.ok(labels.includes(label), `${label} is offered, among ${labels.join(', ')}`);
      for (const label of never ?? []) assert.ok(!labels.includes(label), `${label} is not offered`);
    });
  }

  it('types and labels, and a line to go on with', async () => {
    const uri = await session.open(join(folder, 'detail.migmap'), company('  '));
    const items = await session.completion(uri, { line: 6, character: 2 });
    const name = items.find((item) => item.label === 'Name');
    assert.deepEqual(name?.labelDetails, { detail: ' Text(255)', description: 'Account Name' });
    assert.equal(name?.detail, 'Text(255) · required');
    assert.match(JSON.stringify(name?.textEdit), /Name = \$\{1:name\}/);
  });
});

function inOrder(items: readonly CompletionItem[]): CompletionItem[] {
  return items.toSorted((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
}
