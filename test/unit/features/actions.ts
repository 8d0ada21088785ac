import type { LangiumDocument } from 'langium';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import type { Opened } from './editor.ts';

/** The code actions that an editor offers on findings. */
export async function actionsFor(
  { services, document }: Opened,
  diagnostics: readonly Diagnostic[],
  only?: string[],
): Promise<CodeAction[]> {
  const actions = await services.lsp.CodeActionProvider!.getCodeActions(document, {
    textDocument: { uri: document.uri.toString() },
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [...diagnostics], ...(only && { only }) },
  });
  return (actions ?? []) as CodeAction[];
}

export const found = (document: LangiumDocument, code: string) =>
  (document.diagnostics ?? []).filter((d) => d.code === code);
