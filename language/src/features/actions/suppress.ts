import type { LangiumDocument } from 'langium';
import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import { gradeCommentsOf } from '../../rules/grade-comments.ts';
import type { FixEdit } from '../../rules/rule.ts';
import { stop } from '../../rules/snippet.ts';
import { workspaceEdit } from './edits.ts';
import { gradable } from './severity.ts';

/** A rule can be turned off for one line by a comment that says why, unless what it finds has no meaning at all. */
export function suppressActions(
  document: LangiumDocument,
  diagnostics: readonly Diagnostic[],
  snippets: boolean,
): CodeAction[] {
  const perLine = new Map(diagnostics.map((d) => [`${d.code} ${d.range.start.line}`, d]));
  return [...perLine.values()].flatMap((diagnostic): CodeAction[] => {
    const code = String(diagnostic.code ?? '');
    // The check of these comments is not to be had off by one of them.
    if (!gradable(code) || code === 'MM702') return [];
    const edit = suppression(document, code, diagnostic.range.start.line);
    if (!edit) return [];
    const title = `Suppress ${code} on this line`;
    const kind = CodeActionKind.QuickFix;
    return [{ title, kind, diagnostics: [diagnostic], edit: workspaceEdit([edit], snippets) }];
  });
}

/** `undefined` where a comment gives the line another severity of the same rule: that was somebody's decision. */
function suppression(document: LangiumDocument, code: string, line: number): FixEdit | undefined {
  const lines = document.textDocument.getText().split(/\r\n|\r|\n/);
  const content = lines[line] ?? '';
  const uri = document.uri.toString();
  const onLine = gradeCommentsOf(document).comments.filter((comment) => comment.line === line);
  if (onLine.some(({ codes }) => codes.includes(code))) return undefined;

  const last = onLine.find(({ severity }) => severity === 'off')?.places.at(-1);
  if (last) return { uri, range: { start: last.end, end: last.end }, newText: ` ${code}` };

  const comment = (why: string) => `// migmap: ${code} off, ${why}`;
  const insert = (character: number, textOf: (comment: string) => string): FixEdit => ({
    uri,
    range: { start: { line, character }, end: { line, character } },
    newText: textOf(comment('why')),
    snippet: textOf(comment(stop(1, 'why'))),
  });
  // A line holds one such comment; another goes above it.
  if (onLine.some(({ places }) => places[0]?.start.line === line)) {
    const indent = content.length - content.trimStart().length;
    return insert(indent, (text) => `${text}\n${content.slice(0, indent)}`);
  }
  return insert(content.trimEnd().length, (text) => `  ${text}`);
}
