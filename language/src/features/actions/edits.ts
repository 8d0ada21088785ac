import type { Diagnostic, SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Fix, FixEdit, Position } from '../../rules/rule.ts';

export function fixesOf({ data }: Pick<Diagnostic, 'data'>): readonly Fix[] {
  return typeof data === 'object' && data !== null && 'fixes' in data && Array.isArray(data.fixes)
    ? data.fixes
    : [];
}

/** With tab stops where the editor has them and the fix does. */
export function workspaceEdit(edits: readonly FixEdit[], snippets: boolean): WorkspaceEdit {
  const byFile = new Map<string, FixEdit[]>();
  for (const edit of edits) byFile.set(edit.uri, [...(byFile.get(edit.uri) ?? []), edit]);
  if (!snippets || edits.every((edit) => edit.snippet === undefined)) {
    return { changes: Object.fromEntries([...byFile].map(([uri, list]) => [uri, list.map(plain)])) };
  }
  return {
    documentChanges: [...byFile].map(([uri, list]) => ({
      textDocument: { uri, version: null },
      edits: list.map((edit) => (edit.snippet === undefined ? plain(edit) : withStops(edit, edit.snippet))),
    })),
  };
}

/** The edits of every safe fix; of two that overlap the first. */
export function fixAllEdits(diagnostics: readonly Pick<Diagnostic, 'data'>[]): FixEdit[] {
  const chosen: FixEdit[] = [];
  for (const fix of diagnostics.flatMap(fixesOf)) {
    if (!fix.safe || fix.edits.some((edit) => chosen.some((other) => overlap(edit, other)))) continue;
    chosen.push(...fix.edits);
  }
  return chosen;
}

const plain = ({ range, newText }: FixEdit): TextEdit => ({ range, newText });
const withStops = ({ range }: FixEdit, value: string): SnippetTextEdit => ({
  range,
  snippet: { kind: 'snippet', value },
});

const before = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character <= b.character);

function overlap(a: FixEdit, b: FixEdit): boolean {
  const apart = before(a.range.end, b.range.start) || before(b.range.end, a.range.start);
  return a.uri === b.uri && !apart;
}
