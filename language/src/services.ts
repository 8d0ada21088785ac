import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  EmptyFileSystem,
  inject,
  type LangiumCoreServices,
  type LangiumSharedCoreServices,
  type Module,
  type PartialLangiumCoreServices,
  type PartialLangiumSharedCoreServices,
} from 'langium';
import { Analysis } from './bind/analysis.ts';
import { MigmapGeneratedModule, MigmapGeneratedSharedModule } from './generated/module.ts';
import type { LanguageHost } from './host.ts';
import { createStatementCompletionParser } from './parser/completion-parser.ts';
import { MigmapLexer } from './parser/lexer.ts';
import { MigmapDocumentFactory } from './parser/document-factory.ts';
import { LexerMessages, ParserMessages } from './parser/messages.ts';
import { createMigmapParser } from './parser/parser.ts';
import { MigmapTokenBuilder } from './parser/tokens.ts';
import { MigmapValueConverter } from './parser/values.ts';
import { SchemaNodes } from './schema/nodes.ts';
import { MigmapDocumentBuilder } from './scope/document-builder.ts';
import { MigmapIndexManager, MigmapReferenceDescriptions } from './scope/index-manager.ts';
import { MigmapLinker } from './scope/linker.ts';
import { MigmapScopeComputation } from './scope/scope-computation.ts';
import { MigmapScopeProvider } from './scope/scope-provider.ts';
import { MigmapValidator, registerChecks } from './rules/validator.ts';

export interface MigmapAddedServices {
  readonly Host: LanguageHost;
  readonly Analysis: Analysis;
  readonly SchemaNodes: SchemaNodes;
}
export type MigmapServices = LangiumCoreServices & MigmapAddedServices;

/** Everything that makes Langium speak `.migmap`; the language server adds its features on top. */
export function migmapModule(
  host: LanguageHost,
): Module<MigmapServices, PartialLangiumCoreServices & MigmapAddedServices> {
  return {
    Host: () => host,
    Analysis: (services) => new Analysis(services),
    SchemaNodes: (services) => new SchemaNodes(services.shared),
    parser: {
      TokenBuilder: () => new MigmapTokenBuilder(),
      CompletionParser: (services) => createStatementCompletionParser(services),
      LangiumParser: (services) => createMigmapParser(services),
      Lexer: (services) => new MigmapLexer(services),
      ValueConverter: () => new MigmapValueConverter(),
      ParserErrorMessageProvider: () => new ParserMessages(),
      LexerErrorMessageProvider: () => new LexerMessages(),
    },
    references: {
      Linker: (services) => new MigmapLinker(services),
      ScopeComputation: (services) => new MigmapScopeComputation(services),
      ScopeProvider: (services) => new MigmapScopeProvider(services),
    },
    workspace: {
      ReferenceDescriptionProvider: (services) => new MigmapReferenceDescriptions(services),
    },
    validation: { DocumentValidator: (services) => new MigmapValidator(services) },
  };
}

export const migmapSharedModule: Module<LangiumSharedCoreServices, PartialLangiumSharedCoreServices> = {
  workspace: {
    DocumentBuilder: (services) => new MigmapDocumentBuilder(services),
    IndexManager: (services) => new MigmapIndexManager(services),
    LangiumDocumentFactory: (services) => new MigmapDocumentFactory(services),
  },
};

export interface Language {
  readonly shared: LangiumSharedCoreServices;
  readonly migmap: MigmapServices;
}

/** The services without an editor: parse, check, compile. */
export function createLanguage(host: LanguageHost): Language {
  const shared = inject(
    createDefaultSharedCoreModule(EmptyFileSystem),
    MigmapGeneratedSharedModule,
    migmapSharedModule,
  );
  const migmap = inject(createDefaultCoreModule({ shared }), MigmapGeneratedModule, migmapModule(host));
  shared.ServiceRegistry.register(migmap);
  registerChecks(migmap);
  return { shared, migmap };
}
