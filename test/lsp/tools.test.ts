import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeActionRequest,
  CodeLensRequest,
  DocumentFormattingRequest,
  InlayHintRequest,
  SelectionRangeRequest,
  WorkspaceSymbolRequest,
  type CodeAction,
} from 'vscode-languageserver-protocol/node';
import { mapping, writeProject } from '../fixtures/project.ts';
import { applied } from '../unit/features/edits.ts';
import { startSession, type Session } from './session.ts';

const options = { tabSize: 2, insertSpaces: true };

describe('language server: tools', () => {
  let folder: string;
  let session: Session;
  let uri: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migmap-lsp-'));
    await writeProject(folder);
    session = await startSession(folder);
    uri = await session.open(join(folder, 'main.migmap'), mapping);
  });
  after(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const at = (text: string) => {
    const before = mapping.slice(0, mapping.indexOf(text) + 1).split('\n');
    return { line: before.length - 1, character: before.at(-1)!.length };
  };

  it('are announced', () => {
    const { capabilities } = session.initialized;
    assert.deepEqual(capabilities.codeActionProvider, {
      codeActionKinds: ['quickfix', 'source.fixAll.migmap'],
    });
    assert.deepEqual(capabilities.documentOnTypeFormattingProvider, {
      firstTriggerCharacter: '\n',
      moreTriggerCharacter: ['}'],
    });
    for (const capability of [
      'documentFormattingProvider',
      'documentRangeFormattingProvider',
      'selectionRangeProvider',
      'codeLensProvider',
      'inlayHintProvider',
      'documentLinkProvider',
      'callHierarchyProvider',
      'workspaceSymbolProvider',
    ] as const) {
      assert.ok(capabilities[capability], capability);
    }
  });

  it('lay a text out', async () => {
    const rough = mapping.replaceAll(/ +=/g, '=');
    const file = await session.open(join(folder, 'rough.migmap'), rough);
    const edits = await session.connection.sendRequest(DocumentFormattingRequest.type, {
      textDocument: { uri: file },
      options,
    });
    assert.equal(applied(rough, edits ?? []), mapping);
  });

  it('set the severity of a rule in migmap.json', async () => {
    const file = await session.open(
      join(folder, 'wrong.migmap'),
      mapping.replace('Industry = industry via Industries', 'Industry = "Tchnology"'),
    );
    const diagnostics = (await session.diagnostics(file)).filter((d) => d.code === 'MM206');
    const actions = (await session.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: file },
      range: diagnostics[0]!.range,
      context: { diagnostics },
    })) as CodeAction[];
    const off = actions.find((a) => a.title === 'Turn MM206 off in migmap.json');
    const config = join(folder, 'migmap.json');
    const changed = applied(await readFile(config, 'utf8'), off!.edit!.changes![pathToFileURL(config).href]!);
    assert.deepEqual((JSON.parse(changed) as { rules: unknown }).rules, { MM206: 'off' });
  });

  it('tell the load order and the types', async () => {
    const textDocument = { uri };
    const lenses = await session.connection.sendRequest(CodeLensRequest.type, { textDocument });
    assert.deepEqual(
      lenses?.map((lens) => lens.command?.title.replace(/^\d+\/\d+/, 'n/m')),
      ['n/m fields · loads 1st', 'n/m fields · loads 2nd'],
    );
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await session.connection.sendRequest(InlayHintRequest.type, { textDocument, range });
    assert.ok(
      hints?.some((hint) => hint.label === 'Reference(Account)'),
      JSON.stringify(hints),
    );
    const position = at('AccountId');
    const items = await session.connection.sendRequest(CallHierarchyPrepareRequest.type, {
      textDocument,
      position,
    });
    const calls = await session.connection.sendRequest(CallHierarchyOutgoingCallsRequest.type, {
      item: items![0]!,
    });
    assert.deepEqual(
      calls?.map((call) => call.to.name),
      ['Company → Account'],
    );
  });

  it('tell the load order of a mapping with tests', async () => {
    const tests =
      '\ntest "t" {\n  given Company { id = "1"  name = "I" }\n  expect Account { Name = "I" }\n}\n';
    const file = await session.open(join(folder, 'tested.migmap'), mapping + tests);
    const lenses = await session.connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri: file },
    });
    assert.equal(lenses?.length, 2);
  });

  it('find statements and grow a selection', async () => {
    const symbols = await session.connection.sendRequest(WorkspaceSymbolRequest.type, {
      query: 'Industries',
    });
    assert.ok(symbols?.some((s) => s.name === 'Industries' && s.location.uri === uri));
    const [found] =
      (await session.connection.sendRequest(SelectionRangeRequest.type, {
        textDocument: { uri },
        positions: [at('domain')],
      })) ?? [];
    assert.equal(found?.range.start.line, at('domain').line);
    assert.ok(found.parent?.parent?.parent);
  });
});
