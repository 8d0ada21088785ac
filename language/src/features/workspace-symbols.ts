import type { WorkspaceSymbolProvider, LangiumSharedServices } from 'langium/lsp';
import type { WorkspaceSymbol, WorkspaceSymbolParams } from 'vscode-languageserver';
import { OutlineProvider } from './document-symbols.ts';

/** The statements of every mapping in the folder, under the names that the outline gives them. */
export class StatementSymbols implements WorkspaceSymbolProvider {
  private readonly services: LangiumSharedServices;
  private readonly outline = new OutlineProvider();
  constructor(services: LangiumSharedServices) {
    this.services = services;
  }

  getSymbols({ query }: WorkspaceSymbolParams): WorkspaceSymbol[] {
    const { FuzzyMatcher } = this.services.lsp;
    return this.services.workspace.LangiumDocuments.all
      .toArray()
      .flatMap((document) =>
        this.outline.getSymbols(document).map(({ name, kind, range, detail }) => ({
          name,
          kind,
          containerName: detail,
          location: { uri: document.uri.toString(), range },
        })),
      )
      .filter(({ name }) => FuzzyMatcher.match(query, name) || has(name, query));
  }
}

/** `Account` finds `Company → Account`. */
const has = (name: string, query: string): boolean => name.toLowerCase().includes(query.toLowerCase());
