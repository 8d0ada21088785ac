import { DocumentState, URI } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver/node';
import { selectionRanges } from '@migmap/language/features/selection-ranges';

/** Langium's own server has no handler for these. */
export function answerSelectionRanges(connection: Connection, shared: LangiumSharedServices): void {
  connection.onSelectionRanges(async ({ textDocument, positions }, token) => {
    const uri = URI.parse(textDocument.uri);
    await shared.workspace.DocumentBuilder.waitUntil(DocumentState.Parsed, uri, token);
    const document = shared.workspace.LangiumDocuments.getDocument(uri);
    return document && selectionRanges(document, positions);
  });
}
