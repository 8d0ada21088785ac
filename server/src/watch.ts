import { DefaultWorkspaceManager, UriUtils, type FileSystemNode } from 'langium';
import {
  DefaultDocumentUpdateHandler,
  type LangiumSharedServices,
  type PartialLangiumSharedServices,
} from 'langium/lsp';
import type { Module } from 'langium';
import { CodeLensRefreshRequest, type Connection, type FileSystemWatcher } from 'vscode-languageserver/node';
import type { Contexts } from './contexts.ts';

/** What checks depend on besides the mappings: where the connections are named, and what discovery wrote. */
const discovered = ['**/migmap.json', '**/schemas/**/*.json', '**/.migmap/{profiles,drift}/*.json'];
const notOurs = new Set(['node_modules', 'dist', 'out', 'build', 'schemas']);

class Watchers extends DefaultDocumentUpdateHandler {
  protected override getWatchers(): FileSystemWatcher[] {
    return ['**/*.migmap', ...discovered].map((globPattern) => ({ globPattern }));
  }
}

class Mappings extends DefaultWorkspaceManager {
  override shouldIncludeEntry(entry: FileSystemNode): boolean {
    return !notOurs.has(UriUtils.basename(entry.uri)) && super.shouldIncludeEntry(entry);
  }
}

export const workspaceModule: Module<LangiumSharedServices, PartialLangiumSharedServices> = {
  lsp: { DocumentUpdateHandler: (services) => new Watchers(services) },
  workspace: { WorkspaceManager: (services) => new Mappings(services) },
};

/** When `migmap.json`, a schema or a profile changes, everything that is loaded is checked again, and what an editor shows beside the text is asked for anew. */
export function recheckOnDiskChange(
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
  shared.lsp.DocumentUpdateHandler.onWatchedFilesChange?.(({ changes }) => {
    if (changes.every(({ uri }) => uri.endsWith('.migmap'))) return;
    contexts.forget();
    const mappings = shared.workspace.LangiumDocuments.all.map((document) => document.uri).toArray();
    shared.workspace.WorkspaceLock.write((token) =>
      shared.workspace.DocumentBuilder.update(mappings, [], token),
    )
      .then(() => Promise.all(refreshes.map((refresh) => refresh())))
      .catch((error: unknown) => connection.console.error(`Checking again failed: ${String(error)}`));
  });
}
