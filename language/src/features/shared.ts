import type { Module } from 'langium';
import type { LangiumSharedServices, PartialLangiumSharedServices } from 'langium/lsp';
import { MigmapLanguageServer } from './language-server.ts';
import { StatementSymbols } from './workspace-symbols.ts';

/** What an editor gets across files. */
export const sharedFeatures: Module<LangiumSharedServices, PartialLangiumSharedServices> = {
  lsp: {
    LanguageServer: (services) => new MigmapLanguageServer(services),
    WorkspaceSymbolProvider: (services) => new StatementSymbols(services),
  },
};
