import type { Module } from 'langium';
import type { PartialLangiumServices } from 'langium/lsp';
import type { MigmapLspServices } from '../lsp.ts';

/** What an editor gets beyond checks: a file per LSP method. */
export const features: Module<MigmapLspServices, PartialLangiumServices> = {};
