import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  EmptyFileSystem,
  inject,
  type LangiumCoreServices,
  type LangiumSharedCoreServices,
  type Module,
  type PartialLangiumCoreServices,
} from 'langium';
import { MigmapGeneratedModule, MigmapGeneratedSharedModule } from './generated/module.ts';
import type { LanguageHost } from './host.ts';
import { MigmapLexer } from './parser/lexer.ts';
import { MigmapTokenBuilder } from './parser/tokens.ts';
import { MigmapValueConverter } from './parser/values.ts';

export interface MigmapAddedServices {
  readonly Host: LanguageHost;
}
export type MigmapServices = LangiumCoreServices & MigmapAddedServices;

/** Everything that makes Langium speak `.migmap`; the language server adds its features on top. */
export function migmapModule(
  host: LanguageHost,
): Module<MigmapServices, PartialLangiumCoreServices & MigmapAddedServices> {
  return {
    Host: () => host,
    parser: {
      TokenBuilder: () => new MigmapTokenBuilder(),
      Lexer: (services) => new MigmapLexer(services),
      ValueConverter: () => new MigmapValueConverter(),
    },
  };
}

export interface Language {
  readonly shared: LangiumSharedCoreServices;
  readonly migmap: MigmapServices;
}

/** The services without an editor: parse, check, compile. */
export function createLanguage(host: LanguageHost): Language {
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), MigmapGeneratedSharedModule);
  const migmap = inject(createDefaultCoreModule({ shared }), MigmapGeneratedModule, migmapModule(host));
  shared.ServiceRegistry.register(migmap);
  return { shared, migmap };
}
