import type { Module } from 'langium';
import type { PartialLangiumServices } from 'langium/lsp';
import type { MigmapLspServices } from '../lsp.ts';
import { FixActions } from './actions/provider.ts';
import { MigmapCompletion } from './completion/provider.ts';
import { ImportLinks } from './document-links.ts';
import { OutlineProvider } from './document-symbols.ts';
import { ColumnFormatter } from './formatter.ts';
import { MigmapHover } from './hover.ts';
import { TypeHints } from './inlay-hints.ts';
import { LoadOrderHierarchy } from './order/call-hierarchy.ts';
import { MapLenses } from './order/code-lens.ts';
import { Definitions } from './pages/definition.ts';
import { OwnNames } from './rename.ts';
import { NameColours } from './semantic-tokens.ts';
import { CallSignatures } from './signature-help.ts';

/** What an editor gets beyond checks: a file per LSP method. */
export const features: Module<MigmapLspServices, PartialLangiumServices> = {
  lsp: {
    CallHierarchyProvider: (services) => new LoadOrderHierarchy(services),
    CodeActionProvider: (services) => new FixActions(services),
    CodeLensProvider: (services) => new MapLenses(services),
    CompletionProvider: (services) => new MigmapCompletion(services),
    DefinitionProvider: (services) => new Definitions(services),
    DocumentLinkProvider: () => new ImportLinks(),
    DocumentSymbolProvider: () => new OutlineProvider(),
    Formatter: (services) => new ColumnFormatter(services),
    HoverProvider: (services) => new MigmapHover(services),
    InlayHintProvider: (services) => new TypeHints(services),
    RenameProvider: (services) => new OwnNames(services),
    SemanticTokenProvider: (services) => new NameColours(services),
    SignatureHelp: () => new CallSignatures(),
  },
};
