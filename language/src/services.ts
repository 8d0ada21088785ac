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
import { MigmapLexer } from './parser/lexer.ts';
import { LexerMessages, ParserMessages } from './parser/messages.ts';
import { MigmapTokenBuilder } from './parser/tokens.ts';
import { MigmapValueConverter } from './parser/values.ts';
import { SchemaNodes } from './schema/nodes.ts';
import { MigmapIndexManager } from './scope/index-manager.ts';
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
      Lexer: (services) => new MigmapLexer(services),
      ValueConverter: () => new MigmapValueConverter(),
      ParserErrorMessageProvider: () => new ParserMessages(),
      LexerErrorMessageProvider: () => new LexerMessages(),
    },
    references: { ScopeProvider: (services) => new MigmapScopeProvider(services) },
    validation: { DocumentValidator: (services) => new MigmapValidator(services) },
  };
}

export const migmapSharedModule: Module<LangiumSharedCoreServices, PartialLangiumSharedCoreServices> = {
  workspace: { IndexManager: (services) => new MigmapIndexManager(services) },
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
