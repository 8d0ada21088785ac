import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LangiumSharedServices } from 'langium/lsp';
import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver/node';
import type { Contexts } from './contexts.ts';

/**
 * When `migmap.json`, a schema or a profile changes, or another destination is chosen, the mappings that depend on it are checked
 * again; and what an editor shows beside the text is asked for anew, also when a run has ended.
 */
export function recheckOnChange(
  shared: LangiumSharedServices,
  contexts: Contexts,
  connection: Connection,
): void {
  let refreshes: (() => Promise<void>)[] = [];
  shared.lsp.LanguageServer.onInitialize(({ capabilities: { workspace } }) => {
    refreshes = [
      ...(workspace?.inlayHint?.refreshSupport ? [() => connection.languages.inlayHint.refresh()] : []),
      ...(workspace?.codeLens?.refreshSupport
        ? [() => connection.sendRequest(CodeLensRefreshRequest.type)]
        : []),
    ];
  });

  const recheck = async (roots: ReadonlySet<string>): Promise<void> => {
    const mappings = shared.workspace.LangiumDocuments.all
      .map((document) => document.uri)
      .filter((uri) => roots.has(contexts.rootOf(uri.toString()) ?? ''))
      .toArray();
    await shared.workspace.WorkspaceLock.write((token) =>
      shared.workspace.DocumentBuilder.update(mappings, [], token),
    );
  };
  const react = (roots: ReadonlySet<string>): void => {
    (roots.size > 0 ? recheck(roots) : Promise.resolve())
      .then(() => Promise.all(refreshes.map((refresh) => refresh())))
      .catch((error: unknown) => connection.console.error(`Checking again failed: ${String(error)}`));
  };

  shared.lsp.DocumentUpdateHandler.onWatchedFilesChange?.(({ changes }) => {
    const paths = changes
      .filter(({ uri }) => uri.startsWith('file:') && !uri.endsWith('.migmap'))
      .map(({ uri }) => fileURLToPath(uri));
    const reports = paths.filter((path) => basename(path) === 'report.json');
    if (reports.length > 0) contexts.ran();
    const roots = contexts.changed(paths);
    if (roots.size > 0 || reports.length > 0) react(roots);
  });

  const chosen = async (): Promise<void> => {
    const name: unknown = await shared.workspace.ConfigurationProvider.getConfiguration(
      'migmap',
      'destination',
    );
    const roots = contexts.choose(typeof name === 'string' && name !== '' ? name : undefined);
    if (roots.size > 0) react(roots);
  };
  const choose = (): void =>
    void chosen().catch((error: unknown) =>
      connection.console.error(`The settings cannot be read: ${String(error)}`),
    );
  shared.workspace.ConfigurationProvider.onConfigurationSectionUpdate(choose);
  shared.workspace.ConfigurationProvider.ready.then(choose, choose);
}
