import {
  DefaultLangiumDocumentFactory,
  type AstNode,
  type Cancellation,
  type LangiumDocuments,
  type LangiumSharedCoreServices,
  type ParseResult,
  type ServiceRegistry,
  type URI,
} from 'langium';
import { MigmapParser } from './parser.ts';

/** Gives the parser the tree that a document had before, so that it parses only what changed. */
export class MigmapDocumentFactory extends DefaultLangiumDocumentFactory {
  private readonly documents: () => LangiumDocuments;
  private readonly languages: ServiceRegistry;

  constructor(services: LangiumSharedCoreServices) {
    super(services);
    this.documents = () => services.workspace.LangiumDocuments;
    this.languages = services.ServiceRegistry;
  }

  protected override parseAsync<T extends AstNode>(
    uri: URI,
    text: string,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<ParseResult<T>> {
    const parser = this.languages.getServices(uri).parser.LangiumParser;
    if (!(parser instanceof MigmapParser)) return super.parseAsync(uri, text, cancelToken);
    const before = this.documents().getDocument(uri)?.parseResult.value;
    return Promise.resolve(parser.reparse<T>(text, before));
  }
}
