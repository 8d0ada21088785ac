import type { Pipelines, ValueTable } from '../generated/ast.ts';
import { nearest, quoted } from '../schema/names.ts';
import type { Fix } from './rule.ts';
import { escaped, stop } from './snippet.ts';
import { insertLinesFix, uriOf } from './text.ts';

/** `"New" => "Open"`, with the value of the destination that is called like it, if there is one, and a tab stop on it. */
export function entryLine(
  source: string,
  destinations: readonly string[],
  rest = '',
): { readonly text: string; readonly snippet: string } {
  const same = destinations.find((name) => name.toLowerCase() === source.toLowerCase());
  const target = same ?? nearest(source, destinations)[0] ?? '';
  const written = quoted(target);
  return {
    text: `${quoted(source)} => ${written}${rest}`,
    snippet: `${escaped(quoted(source))} => "${stop(1, written.slice(1, -1))}"${escaped(rest)}`,
  };
}

/** Inserts entries before `otherwise`, or at the end. */
export function insertEntriesFix(
  title: string,
  block: ValueTable | Pipelines,
  lines: readonly string[],
  snippets: readonly string[],
): Fix | undefined {
  const otherwise = block.otherwise?.$cstNode;
  const cst = block.$cstNode;
  if (!otherwise || !cst) return insertLinesFix(title, block, lines, numbered(snippets));
  const keyword = cst.text.lastIndexOf('otherwise', otherwise.offset - cst.offset);
  const before = cst.text.slice(0, keyword).split('\n');
  const start = cst.range.start;
  const character = before.length === 1 ? start.character + keyword : before.at(-1)!.length;
  const at = { line: start.line + before.length - 1, character };
  const indent = ' '.repeat(character);
  const textOf = (texts: readonly string[]) => texts.map((line) => `${line}\n${indent}`).join('');
  const range = { start: at, end: at };
  const snippet = textOf(numbered(snippets));
  return { title, edits: [{ uri: uriOf(block), range, newText: textOf(lines), snippet }] };
}

/** Tab stops of several lines follow each other. */
export function numbered(snippets: readonly string[]): string[] {
  return snippets.map((snippet, index) => snippet.replace(/(?<!\\)\$\{1/, `\${${index + 1}`));
}
