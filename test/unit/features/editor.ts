import { TextDocument, URI, type LangiumDocument } from 'langium';
import type { Position } from 'vscode-languageserver-types';
import { features } from '@migmap/language/features/module';
import { sharedFeatures } from '@migmap/language/features/shared';
import { createLanguageServices, type MigmapLspServices } from '@migmap/language/lsp';
import type { MigrationContext } from '@migmap/language/host';
import { context } from '../language/check.ts';

export interface Opened {
  readonly services: MigmapLspServices;
  readonly document: LangiumDocument;
  /** The text without its marks. */
  readonly text: string;
  /** Where `¦` stood. */
  readonly cursor: Position;
  /** Puts another text in the place of the document's, as typing does. */
  retype(text: string): Promise<void>;
}

/** What an editor says of itself before it asks for anything. */
export async function initialized({ services }: Opened, initializationOptions: object): Promise<void> {
  const capabilities = {
    workspace: { workspaceEdit: { snippetEditSupport: true, documentChanges: true } },
    textDocument: { completion: { completionItem: { snippetSupport: true, insertReplaceSupport: true } } },
  };
  const params = { processId: null, rootUri: null, capabilities, initializationOptions };
  await services.shared.lsp.LanguageServer.initialize(params);
}

/** The editor's services with a checked document, and others beside it; `¦` in the text marks a place. */
export async function open(
  marked: string,
  files: Readonly<Record<string, string>> = {},
  known: MigrationContext = context,
  config?: { readonly uri: string; readonly text: string },
): Promise<Opened> {
  const { shared, migmap } = createLanguageServices(
    { contextFor: () => known, configFile: () => config },
    { features, sharedFeatures },
  );
  const at = Math.max(0, marked.indexOf('¦'));
  const text = marked.replaceAll('¦', '');
  const add = (name: string, content: string) => {
    const made = shared.workspace.LangiumDocumentFactory.fromString(content, URI.parse(`file:///w/${name}`));
    shared.workspace.LangiumDocuments.addDocument(made);
    return made;
  };
  for (const [name, content] of Object.entries(files)) add(name, content);
  const document = add('main.migmap', text);
  await shared.workspace.DocumentBuilder.build(shared.workspace.LangiumDocuments.all.toArray(), {
    validation: true,
  });
  const retype = async (replaced: string) => {
    const { textDocument } = document;
    shared.workspace.TextDocuments?.set(textDocument);
    TextDocument.update(textDocument, [{ text: replaced }], textDocument.version + 1);
    await shared.workspace.DocumentBuilder.update([document.uri], []);
  };
  return { services: migmap, document, text, cursor: document.textDocument.positionAt(at), retype };
}
