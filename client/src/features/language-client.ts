import { commands, window, type ExtensionContext, type LogOutputChannel, type Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import {
  pageRequest,
  serverFlags,
  systemsRequest,
  workspaceRequest,
  type PageResult,
  type SystemsResult,
  type WorkspaceResult,
} from '@migmap/server/protocol';

export interface LanguageFeature {
  readonly log: LogOutputChannel;
  /** Settles when the server answers; rejects when it cannot be started. */
  readonly started: Promise<void>;
  /** The workspace of a file, as the server sees it. */
  workspaceOf(file: Uri): Promise<WorkspaceResult>;
  /** The text of a discovered object's page. */
  page(uri: Uri): Promise<string>;
  /** Between which systems a migration can be started. */
  systems(): Promise<SystemsResult>;
  readonly stop: () => Promise<void>;
}

/** Starts the language server as a child process of its own and restarts it on command. */
export function startLanguageClient(extension: ExtensionContext): LanguageFeature {
  const log = window.createOutputChannel('Migmap', { log: true });
  const module = extension.asAbsolutePath('dist/server.mjs');
  const client = new LanguageClient(
    'migmap',
    'Migmap',
    {
      run: { module, transport: TransportKind.ipc, options: { execArgv: [...serverFlags] } },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    {
      // What the server may offer to run.
      initializationOptions: {
        commands: ['migmap.discover', 'migmap.manifest', 'migmap.preview'],
        pages: true,
      },
      documentSelector: [
        { language: 'migmap', scheme: 'file' },
        { language: 'migmap', scheme: 'untitled' },
      ],
      outputChannel: log,
      traceOutputChannel: log,
    },
  );
  const started = client.start();
  extension.subscriptions.push(
    log,
    commands.registerCommand('migmap.restartServer', () => client.restart()),
    commands.registerCommand('migmap.showLog', () => log.show()),
  );
  return {
    log,
    started,
    workspaceOf: async (file) => {
      await started;
      return client.sendRequest<WorkspaceResult>(workspaceRequest, { uri: file.toString() });
    },
    page: async (uri) => {
      await started;
      return (await client.sendRequest<PageResult>(pageRequest, { uri: uri.toString() })).text;
    },
    systems: async () => {
      await started;
      return client.sendRequest<SystemsResult>(systemsRequest);
    },
    stop: () => (client.needsStop() ? client.stop() : Promise.resolve()),
  };
}
