import type { Position, TextEdit } from 'vscode-languageserver-types';

/** The text with changes made that do not overlap. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position) =>
    lines.slice(0, line).reduce((sum, l) => sum + l.length + 1, 0) + character;
  return edits
    .map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    .toSorted((a, b) => b.start - a.start)
    .reduce((t, { start, end, newText }) => t.slice(0, start) + newText + t.slice(end), text);
}
