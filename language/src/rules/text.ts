import { AstUtils, GrammarUtils, type AstNode, type CstNode } from 'langium';
import type { Place } from '../bind/findings.ts';
import type { Instead } from '../bind/instead.ts';
import { nearest, snakeCase, written } from '../schema/names.ts';
import type { Fix, TextRange } from './rule.ts';

const nowhere: TextRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function uriOf(node: AstNode): string {
  return AstUtils.findRootNode(node).$document?.uri.toString() ?? '';
}

export function cstAt({ node, property, index }: Place): CstNode | undefined {
  const part =
    property === undefined ? undefined : GrammarUtils.findNodeForProperty(node.$cstNode, property, index);
  return part ?? node.$cstNode;
}

/** A whole statement is marked by its first line alone, so that its lines keep their own marks. */
export function rangeOf(place: Place): TextRange {
  const cst = cstAt(place);
  if (!cst) return nowhere;
  const { start, end } = cst.range;
  if (place.property !== undefined || start.line === end.line) return { start, end };
  const firstLine = cst.text.split(/\r?\n/, 1)[0] ?? '';
  return { start, end: { line: start.line, character: start.character + firstLine.trimEnd().length } };
}

/** `Did you mean a, b or c?`, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearest(name, candidates).map(written);
  if (!near.length) return '';
  const last = near.pop()!;
  return ` Did you mean ${near.length ? `${near.join(', ')} or ${last}` : last}?`;
}

/** One fix per near name. */
export function renameFixes(place: Place, name: string, candidates: Iterable<string>): Fix[] {
  const range = rangeOf(place);
  const near = nearest(name, candidates);
  return near.map((candidate) => ({
    title: `Change to ${written(candidate)}`,
    edits: [{ uri: uriOf(place.node), range, newText: written(candidate) }],
    safe: near.filter((other) => sameName(other, name)).length === 1 && sameName(candidate, name),
  }));
}

/** But for case, blanks and the like. */
const sameName = (a: string, b: string): boolean => snakeCase(a) === snakeCase(b);

/** The whole of the place, on however many lines it stands. */
export function replaceFix(title: string, place: Place, newText: string): Fix {
  const range = cstAt(place)?.range ?? nowhere;
  return { title, edits: [{ uri: uriOf(place.node), range, newText }] };
}

/** One fix for each of the texts that would have a meaning. */
export function insteadFixes(instead: readonly Instead[] = []): Fix[] {
  return instead.map(({ node, text }) => replaceFix(`Change to ${text}`, { node }, text));
}

/** Takes a node out, with its line where nothing else stands there. */
export function removeFix(title: string, node: AstNode): Fix {
  const cst = node.$cstNode;
  return removeRangeFix(title, uriOf(node), cst?.root.fullText ?? '', cst?.range ?? nowhere);
}

/** The same for a part of a text. */
export function removeRangeFix(title: string, uri: string, text: string, { start, end }: TextRange): Fix {
  const lines = text.split(/\r\n|\r|\n/);
  const before = lines[start.line]?.slice(0, start.character) ?? '';
  const alone = !before.trim() && !lines[end.line]?.slice(end.character).trim();
  const whole = alone
    ? { start: { line: start.line, character: 0 }, end: { line: end.line + 1, character: 0 } }
    : { start: { line: start.line, character: before.trimEnd().length }, end };
  return { title, edits: [{ uri, range: whole, newText: '' }] };
}

/** Writes something behind a node. */
export function appendFix(title: string, node: AstNode, text: string): Fix {
  const { end } = node.$cstNode?.range ?? nowhere;
  return { title, edits: [{ uri: uriOf(node), range: { start: end, end }, newText: text }] };
}

/**
 * Inserts whole lines before the closing brace of a node's block, indented as its content is. `snippets` are the lines with
 * tab stops.
 */
export function insertLinesFix(
  title: string,
  block: AstNode,
  lines: readonly string[],
  snippets?: readonly string[],
): Fix | undefined {
  const cst = block.$cstNode;
  if (!cst || !cst.text.endsWith('}')) return undefined;
  const { start, end } = cst.range;
  const at = { line: end.line, character: end.character - 1 };
  const indent = ' '.repeat(start.character);
  const oneLine = start.line === end.line;
  const textOf = (inserted: readonly string[]) => {
    const text = inserted.map((line) => `${indent}  ${line}\n`).join('');
    return oneLine ? `\n${text}${indent}` : `${text.slice(indent.length)}${indent}`;
  };
  const snippet = snippets && textOf(snippets);
  return {
    title,
    edits: [{ uri: uriOf(block), range: { start: at, end: at }, newText: textOf(lines), snippet }],
  };
}

export function list(words: readonly string[], most = 8): string {
  const shown = words.slice(0, most).join(', ');
  return words.length > most ? `${shown} and ${words.length - most} more` : shown;
}

export const count = (n: number): string => n.toLocaleString('en-US');

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}
