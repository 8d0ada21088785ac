import {
  DefaultDocumentBuilder,
  DocumentState,
  type BuildOptions,
  type Cancellation,
  type LangiumDocument,
} from 'langium';

/** What an edit begins to import means something else from then on, so it is checked again along with the edited file. */
export class MigmapDocumentBuilder extends DefaultDocumentBuilder {
  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    const parsed = documents.filter(({ state }) => state < DocumentState.Parsed);
    this.prepareBuild(parsed, options);
    await this.runCancelable(parsed, DocumentState.Parsed, cancelToken, (document) =>
      this.langiumDocumentFactory.update(document, cancelToken),
    );
    const uris = new Set(parsed.map(({ uri }) => uri.toString()));
    const imported = this.langiumDocuments.all
      .filter((other) => !documents.includes(other) && this.indexManager.isAffected(other, uris))
      .toArray();
    for (const document of imported) this.resetToState(document, DocumentState.ComputedScopes);
    await super.buildDocuments([...documents, ...imported], options, cancelToken);
  }
}
