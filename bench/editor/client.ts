/** An editor at the other end of a language server's stdio, with a clock. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  CompletionRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type Position,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';

export interface Server {
  readonly name: string;
  readonly command: readonly string[];
  readonly languageId: string;
  /** File of the workspace that is opened. */
  readonly uri: string;
  readonly root: string;
  /** What the server is told when it asks for its settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Editor {
  /** Milliseconds from the start of the process to the answer of `initialize`. */
  readonly initialized: number;
  /** Opens the text; milliseconds since the start of the process until it has been checked. */
  open(text: string): Promise<number>;
  /** Types or deletes one letter; milliseconds until the findings are those expected. */
  type(edit: Edit, expected: (found: readonly Diagnostic[]) => boolean): Promise<number>;
  /** Milliseconds, and how many items came. */
  complete(position: Position): Promise<{ readonly ms: number; readonly items: number }>;
  findings(): readonly Diagnostic[];
  /** Of the server, in MiB: now, and at its highest where the system tells. */
  memory(): { readonly now: number; readonly peak?: number };
  /** Seconds of processor time the server has used, where the system tells. */
  cpu(): number | undefined;
  close(): Promise<void>;
}

export interface Edit {
  readonly from: Position;
  readonly to: Position;
  readonly text: string;
}

const patience = 180_000;

export async function start(server: Server): Promise<Editor> {
  const began = performance.now();
  const since = () => performance.now() - began;
  const [program, ...args] = server.command;
  const child = spawn(program!, args, { stdio: ['pipe', 'pipe', 'ignore'], cwd: server.root });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let found: readonly Diagnostic[] = [];
  let published: (() => void) | undefined;
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    if (decodeURIComponent(uri) !== decodeURIComponent(server.uri)) return;
    found = diagnostics;
    published?.();
  });
  answerRequests(connection, server);
  connection.listen();
  await within(
    connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          publishDiagnostics: { versionSupport: true },
          completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
        },
      },
    }),
    `${server.name} to answer initialize`,
  );
  const initialized = since();
  await connection.sendNotification(InitializedNotification.type, {});
  const until = (expected: (found: readonly Diagnostic[]) => boolean): Promise<void> =>
    within(
      new Promise<void>((resolve) => {
        published = () => {
          if (expected(found)) resolve();
        };
      }),
      `${server.name} to publish the findings expected; there are ${found.length}, the first ${JSON.stringify(found[0]?.message)}`,
    ).finally(() => (published = undefined));

  let version = 1;
  return {
    initialized,
    async open(text) {
      const checked = until(() => true);
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: server.uri, languageId: server.languageId, version, text },
      });
      await checked;
      return since();
    },
    async type({ from, to, text }, expected) {
      const checked = until(expected);
      const typed = performance.now();
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: server.uri, version: ++version },
        contentChanges: [{ range: { start: from, end: to }, text }],
      });
      await checked;
      return performance.now() - typed;
    },
    async complete(position) {
      const asked = performance.now();
      const params = { textDocument: { uri: server.uri }, position };
      const answer = await within(
        connection.sendRequest(CompletionRequest.type, params),
        `${server.name} to complete`,
      );
      const ms = performance.now() - asked;
      return { ms, items: Array.isArray(answer) ? answer.length : (answer?.items.length ?? 0) };
    },
    findings: () => found,
    memory: () => memoryOf(child),
    cpu: () => cpuOf(child),
    async close() {
      connection.dispose();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What servers ask of their client. */
function answerRequests(connection: ProtocolConnection, { settings = {} }: Server): void {
  connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
    items.map(({ section }) => settings[section ?? ''] ?? {}),
  );
  connection.onRequest('client/registerCapability', () => null);
}

function memoryOf({ pid }: ChildProcess): { now: number; peak?: number } {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const value = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
    return { now: value('VmRSS'), peak: value('VmHWM') };
  }
  return {
    now: Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) / 1024,
  };
}

function cpuOf({ pid }: ChildProcess): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${patience / 1000} s for ${what}.`)), patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
