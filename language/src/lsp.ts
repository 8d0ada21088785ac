import { EmptyFileSystem, inject, type Module } from 'langium';
import {
  createDefaultModule,
  createDefaultSharedModule,
  type DefaultSharedModuleContext,
  type LangiumServices,
  type LangiumSharedServices,
  type PartialLangiumServices,
  type PartialLangiumSharedServices,
} from 'langium/lsp';
import { MigmapGeneratedModule, MigmapGeneratedSharedModule } from './generated/module.ts';
import type { LanguageHost } from './host.ts';
import { registerChecks } from './rules/validator.ts';
import { migmapModule, migmapSharedModule, type MigmapAddedServices } from './services.ts';

export type MigmapLspServices = LangiumServices & MigmapAddedServices;

export interface LspOptions {
  /** Connection and file system of the server; absent in tests. */
  readonly context?: DefaultSharedModuleContext;
  readonly features?: Module<MigmapLspServices, PartialLangiumServices>;
  readonly sharedFeatures?: Module<LangiumSharedServices, PartialLangiumSharedServices>;
}

/** The same language as `createLanguage` makes, with Langium's editor services and the given features. */
export function createLanguageServices(
  host: LanguageHost,
  options: LspOptions = {},
): { readonly shared: LangiumSharedServices; readonly migmap: MigmapLspServices } {
  const shared = inject(
    createDefaultSharedModule(options.context ?? EmptyFileSystem),
    MigmapGeneratedSharedModule,
    migmapSharedModule,
    options.sharedFeatures ?? {},
  );
  const migmap = inject(
    createDefaultModule({ shared }),
    MigmapGeneratedModule,
    migmapModule(host),
    options.features ?? {},
  );
  shared.ServiceRegistry.register(migmap);
  registerChecks(migmap);
  return { shared, migmap };
}
