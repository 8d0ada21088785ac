import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  DefinitionRequest,
  FoldingRangeRequest,
  ReferencesRequest,
  RenameRequest,
  SignatureHelpRequest,
  type Location,
  type Position,
} from 'vscode-languageserver-protocol/node';
import { mapping, writeProject } from '../fixtures/project.ts';
import { startSession, type Session } from './session.ts';

const tables = mapping.slice(mapping.indexOf('values'), mapping.indexOf('map Company'));
const main = mapping.replace(tables, 'import "./tables.migmap"\n\n');

describe('language server: names', () => {
  let folder: string;
  let session: Session;
  let uri: string;
  let library: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migmap-lsp-'));
    await writeProject(folder, main);
    await writeFile(join(folder, 'tables.migmap'), tables);
    session = await startSession(folder);
    uri = await session.open(join(folder, 'main.migmap'), main);
    library = pathToFileURL(join(folder, 'tables.migmap')).href;
  });
  after(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('of a table lead into the file that holds it', async () => {
    const found = (await ask(DefinitionRequest.type, 'Industries\n')) as {
      targetUri?: string;
      uri?: string;
    }[];
    assert.deepEqual(
      found.map((f) => f.targetUri ?? f.uri),
      [library],
    );
  });

  it('of a fragment lead to where it is used', async () => {
    const context = { includeDeclaration: true };
    const found = (await session.connection.sendRequest(ReferencesRequest.type, {
      ...at('PersonName\n'),
      context,
    })) as Location[];
    assert.deepEqual(
      found.map((f) => f.range.start.line).toSorted((a, b) => a - b),
      [main.slice(0, main.indexOf('use PersonName')), main.slice(0, main.indexOf('fragment'))].map(
        (before) => before.split('\n').length - 1,
      ),
    );
  });

  it('of a table are changed in every file', async () => {
    const edit = await session.connection.sendRequest(RenameRequest.type, {
      ...at('Industries\n'),
      newName: 'Our Branches',
    });
    const changes = Object.entries(edit?.changes ?? {}).map(([file, edits]) => [
      file,
      edits.map((e) => e.newText),
    ]);
    assert.deepEqual(Object.fromEntries(changes), {
      [uri]: ['`Our Branches`'],
      [library]: ['`Our Branches`'],
    });
  });

  it('that a system gave are not changed', async () => {
    for (const name of ['Website', 'domain', 'Account {', 'url\n']) {
      const request = session.connection.sendRequest(RenameRequest.type, { ...at(name), newName: 'Other' });
      await assert.rejects(request, /cannot be renamed here/, name);
    }
  });

  it('of parameters are shown while a call is written', async () => {
    const text = main.replace('domain |> url', 'domain |> truncate(');
    const file = await session.open(join(folder, 'call.migmap'), text);
    const before = text.slice(0, text.indexOf('truncate(') + 'truncate('.length).split('\n');
    const help = await session.connection.sendRequest(SignatureHelpRequest.type, {
      textDocument: { uri: file },
      position: { line: before.length - 1, character: before.at(-1)!.length },
    });
    assert.match(help?.signatures[0]?.label ?? '', /^truncate\(text, length/);
    assert.equal(help?.activeParameter, 1);
  });

  it('of statements stay in sight when their lines are folded', async () => {
    const ranges = await session.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } });
    const first = main.slice(0, main.indexOf('map Company')).split('\n').length - 1;
    assert.ok(
      ranges?.some((r) => r.startLine === first),
      JSON.stringify(ranges),
    );
  });

  function at(text: string): { textDocument: { uri: string }; position: Position } {
    const before = main.slice(0, main.indexOf(text) + 1).split('\n');
    return { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1)!.length } };
  }

  function ask(type: typeof DefinitionRequest.type, text: string) {
    return session.connection.sendRequest(type, at(text));
  }
});
