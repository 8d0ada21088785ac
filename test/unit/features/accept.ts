import type { CompletionItem } from 'vscode-languageserver';
import { applied } from './edits.ts';
import type { Opened } from './editor.ts';

/** What is offered at the cursor, as an editor sorts it. */
export async function offered({ services, document, cursor }: Opened): Promise<CompletionItem[]> {
  const list = await services.lsp.CompletionProvider!.getCompletion(document, {
    textDocument: { uri: document.uri.toString() },
    position: cursor,
  });
  const key = ({ sortText, label }: CompletionItem) => sortText ?? label;
  return (list?.items ?? []).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What a snippet leaves when every tab stop keeps its default. */
export const plain = (snippet: string): string =>
  snippet.replaceAll(
    /\\([\\$}])|\$\{\d+(?::((?:\\.|[^\\}])*))?\}|\$\d+/g,
    (_, sign: string | undefined, text: string | undefined) =>
      sign ?? text?.replaceAll(/\\([\\$}])/g, '$1') ?? '',
  );

/** As the extension has VS Code accept it: what stands behind the cursor is replaced. */
export function accepted(text: string, { textEdit, insertTextFormat }: CompletionItem): string {
  const { newText } = textEdit!;
  const range = 'replace' in textEdit! ? textEdit.replace : textEdit!.range;
  return applied(text, [{ range, newText: insertTextFormat === 2 ? plain(newText) : newText }]);
}
