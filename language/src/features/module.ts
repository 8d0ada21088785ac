import type { Module } from 'langium';
import type { PartialLangiumServices } from 'langium/lsp';
import type { MigmapLspServices } from '../lsp.ts';
import { OutlineProvider } from './document-symbols.ts';
import { NameColours } from './semantic-tokens.ts';
import { CallSignatures } from './signature-help.ts';

/** What an editor gets beyond checks: a file per LSP method. */
export const features: Module<MigmapLspServices, PartialLangiumServices> = {
  lsp: {
    DocumentSymbolProvider: () => new OutlineProvider(),
    SemanticTokenProvider: (services) => new NameColours(services),
    SignatureHelp: () => new CallSignatures(),
  },
};
