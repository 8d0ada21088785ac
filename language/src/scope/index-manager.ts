import {
  DefaultIndexManager,
  type LangiumDocument,
  type LangiumDocuments,
  type LangiumSharedCoreServices,
} from 'langium';
import { importUri } from '../bind/analysis.ts';
import { isMigmapFile } from '../generated/ast.ts';

/** Files of one migration are checked together: a change in one affects what it imports and what imports it. */
export class MigmapIndexManager extends DefaultIndexManager {
  private readonly loaded: () => LangiumDocuments;

  constructor(services: LangiumSharedCoreServices) {
    super(services);
    this.loaded = () => services.workspace.LangiumDocuments;
  }

  override isAffected(document: LangiumDocument, changedUris: Set<string>): boolean {
    if (super.isAffected(document, changedUris)) return true;
    const linked = this.linkedFiles();
    const seen = new Set([document.uri.toString()]);
    for (const uri of seen) {
      if (changedUris.has(uri)) return true;
      for (const [from, to] of linked) {
        if (from === uri) seen.add(to);
        if (to === uri) seen.add(from);
      }
    }
    return false;
  }

  private linkedFiles(): (readonly [from: string, to: string])[] {
    return this.loaded()
      .all.toArray()
      .flatMap(({ uri, parseResult: { value } }) =>
        isMigmapFile(value)
          ? value.imports.map(
              (i) => [uri.toString(), importUri(uri.toString(), i.path ?? '').toString()] as const,
            )
          : [],
      );
  }
}
