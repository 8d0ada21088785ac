import type { LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver';
import type { Fix } from '../rules/rule.ts';

/** Diagnostics carry their fixes; each becomes an action. */
export class FixActions implements CodeActionProvider {
  getCodeActions(_: LangiumDocument, params: CodeActionParams): CodeAction[] {
    return params.context.diagnostics.flatMap((diagnostic) => {
      const fixes = fixesOf(diagnostic);
      return fixes.map((fix) => ({
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        isPreferred: fixes.length === 1,
        edit: { changes: editsByFile(fix) },
      }));
    });
  }
}

function fixesOf({ data }: Diagnostic): readonly Fix[] {
  return typeof data === 'object' && data !== null && 'fixes' in data && Array.isArray(data.fixes)
    ? data.fixes
    : [];
}

function editsByFile({ edits }: Fix): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, range, newText } of edits) (changes[uri] ??= []).push({ range, newText });
  return changes;
}
