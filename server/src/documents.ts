import { existsSync } from 'node:fs';
import {
  DefaultWorkspaceManager,
  URI,
  UriUtils,
  type FileSystemNode,
  type Module,
  type TextDocument,
} from 'langium';
import {
  DefaultDocumentUpdateHandler,
  type LangiumSharedServices,
  type PartialLangiumSharedServices,
} from 'langium/lsp';
import type { FileSystemWatcher, TextDocumentChangeEvent, WorkspaceFolder } from 'vscode-languageserver/node';
import { reportFiles } from '@migmap/engine/report/last-run';

/** What checks depend on besides the mappings: where the connections are named, and what discovery wrote. */
const discovered = ['**/migmap.json', '**/schemas/**/*.json', '**/.migmap/{profiles,drift}/*.json'];
/** What a run writes at its end. */
const reports = `**/.migmap/${reportFiles}`;
const notOurs = new Set(['node_modules', 'dist', 'out', 'build', 'schemas']);

class Documents extends DefaultDocumentUpdateHandler {
  private readonly folders: () => readonly WorkspaceFolder[];

  constructor(services: LangiumSharedServices) {
    super(services);
    this.folders = () => services.workspace.WorkspaceManager.workspaceFolders ?? [];
  }

  protected override getWatchers(): FileSystemWatcher[] {
    return ['**/*.migmap', ...discovered, reports].map((globPattern) => ({ globPattern }));
  }

  /** What was typed and not saved is gone: a file of the workspace is what lies on the disk, any other text is no longer there. */
  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    const uri = URI.parse(document.uri);
    const kept = this.folders().some((folder) => UriUtils.contains(URI.parse(folder.uri), uri));
    if (kept && uri.scheme === 'file' && existsSync(uri.fsPath)) this.fireDocumentUpdate([uri], []);
    else this.fireDocumentUpdate([], [uri]);
  }
}

class Mappings extends DefaultWorkspaceManager {
  override shouldIncludeEntry(entry: FileSystemNode): boolean {
    return !notOurs.has(UriUtils.basename(entry.uri)) && super.shouldIncludeEntry(entry);
  }
}

export const workspaceModule: Module<LangiumSharedServices, PartialLangiumSharedServices> = {
  lsp: { DocumentUpdateHandler: (services) => new Documents(services) },
  workspace: { WorkspaceManager: (services) => new Mappings(services) },
};
