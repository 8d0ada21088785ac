import {
  AstUtils,
  DefaultIndexManager,
  DefaultReferenceDescriptionProvider,
  stream,
  UriUtils,
  type AstNode,
  type LangiumDocument,
  type LangiumDocuments,
  type LangiumSharedCoreServices,
  type ReferenceDescription,
  type Stream,
} from 'langium';
import { importUri } from '../bind/analysis.ts';
import { isMigmapFile } from '../generated/ast.ts';

/**
 * Files of one migration are checked together: a change in one affects what it imports and what imports it. Who refers to whom
 * is found out when somebody asks, not after every keystroke.
 */
export class MigmapIndexManager extends DefaultIndexManager {
  private readonly loaded: () => LangiumDocuments;

  constructor(services: LangiumSharedCoreServices) {
    super(services);
    this.loaded = () => services.workspace.LangiumDocuments;
  }

  override async updateReferences(document: LangiumDocument): Promise<void> {
    this.removeReferences(document.uri);
  }

  override findAllReferences(target: AstNode, path: string): Stream<ReferenceDescription> {
    const { uri } = AstUtils.getDocument(target);
    return this.loaded()
      .all.flatMap((document) => this.referencesIn(document))
      .filter((found) => UriUtils.equals(found.targetUri, uri) && found.targetPath === path);
  }

  override isAffected(document: LangiumDocument, changedUris: Set<string>): boolean {
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

  private referencesIn(document: LangiumDocument): readonly ReferenceDescription[] {
    const uri = document.uri.toString();
    let found = this.referenceIndex.get(uri);
    if (!found) this.referenceIndex.set(uri, (found = this.describe(document)));
    return found;
  }

  private describe(document: LangiumDocument): ReferenceDescription[] {
    const provider = this.serviceRegistry.getServices(document.uri).workspace.ReferenceDescriptionProvider;
    if (!(provider instanceof MigmapReferenceDescriptions)) return [];
    return provider.inTree(document.parseResult.value);
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

export class MigmapReferenceDescriptions extends DefaultReferenceDescriptionProvider {
  /** Of all names in a tree that mean something, following each. */
  inTree(root: AstNode): ReferenceDescription[] {
    return AstUtils.streamAst(root)
      .flatMap((node) => AstUtils.streamReferences(node))
      .flatMap((reference) => {
        if ('ref' in reference.reference) void reference.reference.ref;
        return stream(this.createInfoDescriptions(reference));
      })
      .toArray();
  }
}
