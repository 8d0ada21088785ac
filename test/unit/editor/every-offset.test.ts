import assert from 'node:assert/strict';
import { URI } from 'langium';
import { features } from '@migmap/language/features/module';
import { createLanguageServices } from '@migmap/language/lsp';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { destination, mapping, source, system } from '../../fixtures/project.ts';

const context = {
  source: catalogOf(system('smartdesk', 'export', source), source),
  destination: catalogOf(system('salesforce', 'local', destination), destination),
};
/** A text that is typed is broken most of the time. */
const step = 3;

describe('the editor features, at every place of a mapping', () => {
  const { shared, migmap } = createLanguageServices({ contextFor: () => context }, { features });
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = shared.workspace;
  let count = 0;

  async function askAll(text: string, offset: number): Promise<void> {
    const document = LangiumDocumentFactory.fromString(text, URI.parse(`file:///offset-${count++}.migmap`));
    LangiumDocuments.addDocument(document);
    await DocumentBuilder.build([document], { validation: true });
    const params = {
      textDocument: { uri: document.uri.toString() },
      position: document.textDocument.positionAt(offset),
    };
    await migmap.lsp.CompletionProvider!.getCompletion(document, params);
    await migmap.lsp.HoverProvider!.getHoverContent(document, params);
    await migmap.lsp.SignatureHelp!.provideSignatureHelp(document, params);
    const symbols = await migmap.lsp.DocumentSymbolProvider!.getSymbols(document, params);
    assert.ok(
      symbols.every((symbol) => symbol.name !== ''),
      'an editor refuses a symbol without a name',
    );
    LangiumDocuments.deleteDocument(document.uri);
  }

  it('answer in a whole mapping', async () => {
    for (let offset = 0; offset <= mapping.length; offset += step) await askAll(mapping, offset);
  });

  it('answer while it is written', async () => {
    for (let end = 0; end <= mapping.length; end += step) await askAll(mapping.slice(0, end), end);
  });
});
