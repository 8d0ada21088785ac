import type { LangiumDocument } from 'langium';
import type { SourceProfile } from '@migmap/engine/schema/profile';
import {
  isFragment,
  isMigmapFile,
  isValueTable,
  type Fragment,
  type MigmapFile,
  type ValueTable,
} from '../../generated/ast.ts';
import { destinationSide, sourceSide, type ObjectView, type Side } from '../../schema/views.ts';
import type { MigmapLspServices } from '../../lsp.ts';

/** What the names in a document can mean. */
export interface Project {
  readonly sources: Side;
  readonly destinations: Side;
  readonly profile: SourceProfile | undefined;
  readonly file: MigmapFile | undefined;
  readonly tables: readonly ValueTable[];
  readonly fragments: readonly Fragment[];
}

export function projectOf(services: MigmapLspServices, document: LangiumDocument): Project {
  const context = services.Host.contextFor(document.uri.toString());
  const root = document.parseResult.value;
  const file = isMigmapFile(root) ? root : undefined;
  const statements = file?.statements ?? [];
  return {
    sources: sourceSide(context?.source),
    destinations: destinationSide(context?.destination, new Map()),
    profile: context?.profile,
    file,
    tables: statements.filter(isValueTable),
    fragments: statements.filter(isFragment),
  };
}

export function views(side: Side, names: readonly string[]): ObjectView[] {
  return [...new Set(names)].map((name) => side.object(name)).filter((view) => view !== undefined);
}
