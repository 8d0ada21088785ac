import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DocumentSymbolRequest,
  HoverRequest,
  type DocumentSymbol,
} from 'vscode-languageserver-protocol/node';
import { mapping, writeProject } from '../fixtures/project.ts';
import { startSession, type Session } from './session.ts';

describe('language server: the protocol', () => {
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

  it('answers a hover on an unknown document with an error, not with an error for a result', async () => {
    // Two copies of the protocol package turn an error into a successful answer that holds one.
    const params = {
      textDocument: { uri: 'file:///nowhere/else.migmap' },
      position: { line: 0, character: 0 },
    };
    await assert.rejects(session.connection.sendRequest(HoverRequest.type, params), { code: -32802 });
  });

  it('says what it can do', () => {
    const { capabilities } = session.initialized;
    for (const capability of [
      'completionProvider',
      'definitionProvider',
      'documentSymbolProvider',
      'foldingRangeProvider',
      'hoverProvider',
      'referencesProvider',
      'renameProvider',
      'semanticTokensProvider',
      'signatureHelpProvider',
    ] as const) {
      assert.ok(capabilities[capability], capability);
    }
  });

  it('watches mappings, configuration, schemas and profiles, and nothing else', async () => {
    await session.open(join(folder, 'main.migmap'), mapping);
    const watched = session.registrations.find((r) => r.method === 'workspace/didChangeWatchedFiles');
    const { watchers } = watched!.registerOptions as { watchers: { globPattern: string }[] };
    assert.deepEqual(
      watchers.map((w) => w.globPattern),
      [
        '**/*.migmap',
        '**/migmap.json',
        '**/schemas/**/*.json',
        '**/.migmap/{profiles,drift}/*.json',
        '**/.migmap/*/runs/*/report.json',
      ],
    );
  });

  it('outlines a mapping', async () => {
    const uri = await session.open(join(folder, 'outline.migmap'), mapping);
    const symbols = (await session.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri },
    })) as DocumentSymbol[];
    assert.deepEqual(
      symbols.map((s) => [s.name, (s.children ?? []).map((c) => c.name)]),
      [
        ['Acme', []],
        ['Industries', []],
        ['Company → Account', ['Name', 'Website', 'Industry']],
        ['Contact → Contact', ['AccountId']],
        ['PersonName', ['LastName', 'Email']],
      ],
    );
  });
});
