/** A spawned language server and the editor's side of the conversation, over stdio, with the real protocol. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CompletionRequest,
  createProtocolConnection,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  MessageType,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type CompletionItem,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type Registration,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';

const root = join(import.meta.dirname, '../..');

export interface Session {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What the server asked to be told of, by method. */
  readonly registrations: readonly Registration[];
  /** Opens a text under a path and waits until it has been checked; answers its URI. */
  open(path: string, text: string): Promise<string>;
  /** Replaces the text of an open document. */
  change(uri: string, text: string): Promise<void>;
  /** Changes it by edits that follow each other, as typing does. */
  edit(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void>;
  closeDocument(uri: string): Promise<void>;
  /** What the server logged as an error: exceptions that it caught are among it. */
  readonly errors: readonly string[];
  /** Bytes in use once all garbage is gone; of a session that was started with `probe`. */
  heap(): Promise<number>;
  /** Tells the server that files were written. */
  changedOnDisk(...paths: string[]): Promise<void>;
  /** The document's findings once they satisfy `when` (default: the next ones after the last change). Fails after fifteen seconds, showing the last. */
  diagnostics(uri: string, when?: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** How often the document's findings were published. */
  checks(uri: string): number;
  /** Sets what the editor answers for the section `migmap`, and tells the server. */
  configure(settings: object): Promise<void>;
  completion(uri: string, position: Position): Promise<readonly CompletionItem[]>;
  hover(uri: string, position: Position): Promise<Hover | null>;
  close(): Promise<void>;
}

export async function startSession(
  folder: string,
  initializationOptions: object = {},
  { probe = false } = {},
): Promise<Session> {
  const server = spawn(
    process.execPath,
    [
      ...(probe ? ['--expose-gc', `--import=${join(import.meta.dirname, 'heap-probe.ts')}`] : []),
      '--conditions=migmap-source',
      '--disable-warning=ExperimentalWarning',
      join(root, 'server/src/main.ts'),
      '--stdio',
    ],
    { stdio: ['pipe', 'pipe', 'inherit', probe ? 'ipc' : 'ignore'] },
  );
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout!),
    new StreamMessageWriter(server.stdin!),
  );
  const registrations: Registration[] = [];
  const published = new Map<string, { version: number; diagnostics: readonly Diagnostic[] }>();
  const versions = new Map<string, number>();
  const waiting = new Set<() => void>();
  const checks = new Map<string, number>();
  let settings: object = {};
  connection.onRequest(RegistrationRequest.type, (params) => {
    registrations.push(...params.registrations);
  });
  connection.onRequest('workspace/configuration', (params: { items: unknown[] }) =>
    params.items.map(() => settings),
  );
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
    published.set(uri, { version: version ?? versions.get(uri) ?? 0, diagnostics });
    checks.set(uri, (checks.get(uri) ?? 0) + 1);
    for (const check of waiting) check();
  });
  const errors: string[] = [];
  connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
    if (type === MessageType.Error) errors.push(message);
  });
  connection.listen();
  const uri = pathToFileURL(folder).href;
  const died = new Promise<never>((_, reject) => {
    server.once('exit', (code) =>
      reject(new Error(`The language server ended with ${code} before it answered.`)),
    );
  });
  died.catch(() => undefined);
  const answered = connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    initializationOptions,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'test' }],
    capabilities: {
      workspace: {
        didChangeWatchedFiles: { dynamicRegistration: true },
        configuration: true,
        workspaceFolders: true,
      },
      textDocument: {
        completion: {
          completionItem: {
            snippetSupport: true,
            labelDetailsSupport: true,
            documentationFormat: ['markdown'],
          },
        },
        hover: { contentFormat: ['markdown'] },
        publishDiagnostics: { versionSupport: true, codeDescriptionSupport: true },
      },
    },
  });
  const initialized = await Promise.race([answered, died]);
  await connection.sendNotification(InitializedNotification.type, {});

  const diagnostics: Session['diagnostics'] = (document, when = () => true) =>
    new Promise((resolve, reject) => {
      const latest = () => published.get(document);
      const check = () => {
        const found = latest();
        if (!found || found.version < (versions.get(document) ?? 0) || !when(found.diagnostics)) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(found.diagnostics);
      };
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(
          new Error(`The findings expected never came; the last were ${JSON.stringify(latest(), null, 1)}`),
        );
      }, 15_000);
      waiting.add(check);
      check();
    });

  const edit: Session['edit'] = async (document, ...contentChanges) => {
    const version = (versions.get(document) ?? 0) + 1;
    versions.set(document, version);
    published.delete(document);
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: document, version },
      contentChanges,
    });
  };

  return {
    connection,
    initialized,
    registrations,
    async open(path, text) {
      const document = pathToFileURL(path).href;
      versions.set(document, 1);
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: document, languageId: 'migmap', version: 1, text },
      });
      await diagnostics(document);
      return document;
    },
    change: (document, text) => edit(document, { text }),
    edit,
    async closeDocument(document) {
      versions.delete(document);
      published.delete(document);
      await connection.sendNotification(DidCloseTextDocumentNotification.type, {
        textDocument: { uri: document },
      });
    },
    errors,
    heap: () =>
      new Promise((resolve) => {
        server.once('message', resolve);
        server.send('heap');
      }),
    async changedOnDisk(...paths) {
      await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: paths.map((path) => ({
          uri: pathToFileURL(path).href,
          type: FileChangeType.Changed as FileChangeType,
        })),
      });
    },
    diagnostics,
    checks: (document) => checks.get(document) ?? 0,
    async configure(given) {
      settings = given;
      await connection.sendNotification(DidChangeConfigurationNotification.type, {
        settings: { migmap: given },
      });
    },
    async completion(document, position) {
      const found = await connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri: document },
        position,
      });
      return Array.isArray(found) ? found : (found?.items ?? []);
    },
    hover: (document, position) =>
      connection.sendRequest(HoverRequest.type, { textDocument: { uri: document }, position }),
    async close() {
      await connection.sendRequest(ShutdownRequest.type).catch(() => undefined);
      connection.dispose();
      server.kill();
    },
  };
}
