import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CodeActionRequest,
  type CodeAction,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver-protocol/node';
import { destination, mapping, writeDestination, writeProject } from '../fixtures/project.ts';
import { startSession, type Session } from './session.ts';

const error = 1;
const warning = 2;

interface Case {
  readonly says: string;
  /** Changes of the mapping, which has no errors as it stands. `«` and `»` mark what is found fault with. */
  readonly change: readonly [before: string, after: string][];
  readonly code: string;
  readonly severity: 1 | 2;
  readonly message: RegExp;
  /** Title of a quick fix, and the line it makes. */
  readonly fix?: readonly [title: string, line: string];
}

const cases: readonly Case[] = [
  {
    says: 'a wrong field, with the nearest name',
    change: [['Website  =', '«Web_Site» =']],
    code: 'MM104',
    severity: error,
    message: /no field Web_Site\. Did you mean Website\?/,
    fix: ['Change to Website', '  Website = domain |> url'],
  },
  {
    says: 'a picklist value that the destination lacks, in a table',
    change: [['"Technology"', '«"Techno"»']],
    code: 'MM206',
    severity: error,
    message: /Industry has no value .*Techno/,
    fix: ['Change to "Technology"', '  "Tech"    => "Technology"'],
  },
  {
    says: 'a picklist value that the destination lacks, in a line',
    change: [['industry via Industries', '«"Techno"»']],
    code: 'MM206',
    severity: error,
    message: /Industry has no value .*Techno/,
  },
  {
    says: 'a required field without a line, on the object that requires it',
    change: [
      ['  Name     = name\n', ''],
      ['-> Account', '-> «Account»'],
    ],
    code: 'MM201',
    severity: error,
    message: /Account requires Name/,
  },
  {
    says: 'a custom field that nobody declared',
    change: [['  AccountId', '  «sd_phone__c» = phone\n  AccountId']],
    code: 'MM104',
    severity: error,
    message: /declare it in fields Contact/,
  },
  {
    says: 'a declared custom field that the destination does not have yet',
    change: [
      ['values', 'fields Contact {\n  «sd_phone__c» : Text(40) "Phone"\n}\nvalues'],
      ['  AccountId', '  sd_phone__c = phone\n  AccountId'],
    ],
    code: 'MM301',
    severity: warning,
    message: /does not have sd_phone__c yet/,
  },
];

describe('language server: findings', () => {
  let folder: string;
  let session: Session;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migmap-lsp-'));
    await writeProject(folder);
    session = await startSession(folder);
  });
  after(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('none that is an error or a warning where all is well', async () => {
    const uri = await session.open(join(folder, 'main.migmap'), mapping);
    assert.deepEqual(grave(await session.diagnostics(uri)), []);
  });

  for (const [index, { says, change, code, severity, message, fix }] of cases.entries()) {
    it(says, async () => {
      const marked = change.reduce((text, [before, after]) => replaced(text, before, after), mapping);
      const uri = await session.open(join(folder, `case-${index}.migmap`), marked.replaceAll(/[«»]/g, ''));
      const [found, ...others] = grave(await session.diagnostics(uri));
      assert.deepEqual(others, []);
      assert.ok(found, 'nothing was found fault with');
      assert.deepEqual(
        { range: found.range, code: found.code, severity: found.severity },
        { range: markedRange(marked), code, severity },
      );
      assert.match(JSON.stringify(found.message), message);
      if (fix) assert.ok((await fixed(session, uri, marked, found, fix[0])).split('\n').includes(fix[1]));
    });
  }

  it('of an imported file, in the light of the file that imports it', async () => {
    const table = mapping.slice(mapping.indexOf('values'), mapping.indexOf('map Company'));
    const library = join(folder, 'tables.migmap');
    await writeFile(library, table.replace('Banking', 'Bankers'));
    await session.open(library, table.replace('Banking', 'Bankers'));
    const main = mapping.replace(table, 'import "./tables.migmap"\n');
    const uri = await session.open(join(folder, 'importer.migmap'), main);
    // A file that was not there when the server looked through the folder counts as an importer from its first change on.
    await session.change(uri, `${main}\n`);
    assert.deepEqual(grave(await session.diagnostics(uri)), []);
    const found = await session.diagnostics(pathToFileURL(library).href, (all) =>
      all.some((d) => d.code === 'MM206'),
    );
    assert.match(JSON.stringify(found), /Industry has no value .*Bankers/);
  });

  it('that go when discovery has written the field', async () => {
    const text = mapping.replace('  AccountId', '  Salutation = first_name\n  AccountId');
    const uri = await session.open(join(folder, 'rediscovered.migmap'), text);
    assert.equal(grave(await session.diagnostics(uri))[0]?.code, 'MM104');
    const contact = destination.find((o) => o.name === 'Contact')!;
    const salutation = { ...contact.fields.find((f) => f.name === 'FirstName')!, name: 'Salutation' };
    const grown = { ...contact, fields: [...contact.fields, salutation] };
    await writeDestination(folder, [...destination.filter((o) => o !== contact), grown]);
    await session.changedOnDisk(join(folder, 'schemas/local/Contact.json'));
    await session.diagnostics(uri, (found) => grave(found).length === 0);
  });
});

describe('language server: faults of the files around a mapping', () => {
  it('are shown in those files, and go once they are mended', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'migmap-lsp-'));
    const config = join(folder, 'migmap.json');
    await writeProject(folder);
    const good = await readFile(config, 'utf8');
    await writeFile(config, good.replace('"smartdesk"', '7'));
    const session = await startSession(folder);
    try {
      await session.open(join(folder, 'main.migmap'), mapping);
      const uri = pathToFileURL(config).href;
      const [fault] = await session.diagnostics(uri, (found) => found.length > 0);
      assert.match(JSON.stringify(fault!.message), /connections\.export\.system/);
      assert.equal(
        fault!.range.start.line,
        good.split('\n').findIndex((line) => line.includes('"smartdesk"')),
      );
      await writeFile(config, good);
      await session.changedOnDisk(config);
      await session.diagnostics(uri, (found) => found.length === 0);
    } finally {
      await session.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Errors and warnings, but that a field which a changed line no longer reads is decided on by nobody. */
function grave(found: readonly Diagnostic[]): Diagnostic[] {
  return found.filter((d) => d.code !== 'MM402' && (d.severity === error || d.severity === warning));
}

function replaced(text: string, before: string, after: string): string {
  assert.ok(text.includes(before), `the mapping has no ${before}`);
  return text.replace(before, after);
}

function markedRange(marked: string): Range {
  const position = (index: number) => {
    const lines = marked.slice(0, index).replace('«', '').split('\n');
    return { line: lines.length - 1, character: lines.at(-1)!.length };
  };
  return { start: position(marked.indexOf('«')), end: position(marked.indexOf('»')) };
}

/** The text once the fix of this title is taken. */
async function fixed(
  session: Session,
  uri: string,
  marked: string,
  found: Diagnostic,
  title: string,
): Promise<string> {
  const actions = (await session.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: found.range,
    context: { diagnostics: [found] },
  })) as CodeAction[];
  const action = actions.find((a) => a.title === title);
  assert.ok(action, `no fix "${title}" among ${actions.map((a) => a.title).join(', ')}`);
  const lines = marked.replaceAll(/[«»]/g, '').split('\n');
  const [edit] = action.edit!.changes![uri]!;
  const { start, end } = edit!.range;
  const before = [...lines.slice(0, start.line), lines[start.line]!.slice(0, start.character)].join('\n');
  const after = [lines[end.line]!.slice(end.character), ...lines.slice(end.line + 1)].join('\n');
  return before + edit!.newText + after;
}
