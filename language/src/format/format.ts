import type { LangiumCoreServices, ParseResult } from 'langium';
import type { MigmapFile } from '../generated/ast.ts';
import { layOut } from './layout.ts';
import { treeOf } from './tree.ts';
import { itemMarks, wordsOf, type Word } from './words.ts';

/** A change of the space between two words, or of the indentation inside a comment; offsets into the text. */
export interface SpaceEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * The changes that lay a text out. Words are never touched, so any of the changes may be made without the others. `undefined`
 * where the text has syntax errors: what its words mean is not known then.
 */
export function formatEdits(
  services: LangiumCoreServices,
  text: string,
  parsed: ParseResult,
): SpaceEdit[] | undefined {
  if (parsed.lexerErrors.length || parsed.parserErrors.length) return undefined;
  const file = parsed.value as MigmapFile;
  const words = wordsOf(services, text, file);
  const lines = layOut(treeOf(words, itemMarks(file, words)), '');
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const laidOut = lines.map((line) => line.trimEnd() + end).join('');
  return differences(text, laidOut, words);
}

/** The text with the changes made. */
export function applyEdits(text: string, edits: readonly SpaceEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of edits) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/** Walks both texts word by word. */
function differences(text: string, laidOut: string, words: readonly Word[]): SpaceEdit[] {
  const edits: SpaceEdit[] = [];
  const change = (start: number, end: number, newText: string) => {
    if (text.slice(start, end) !== newText) edits.push({ start, end, newText });
  };
  let from = 0;
  let at = 0;
  for (const word of words) {
    const space = /\s*/y;
    space.lastIndex = at;
    const newText = space.exec(laidOut)![0];
    at += newText.length;
    const wordEnd = word.comment === 'line' ? word.offset + word.text.length : word.end;
    const printed =
      word.comment === 'block' ? laidOut.slice(at, laidOut.indexOf('*/', at + 2) + 2) : word.text;
    if (!laidOut.startsWith(word.comment === 'block' ? '/*' : word.text, at)) {
      throw new Error(`Formatting would have lost ${word.text} in line ${word.line}.`);
    }
    change(from, word.offset, newText);
    if (word.comment === 'block') change(word.offset, wordEnd, printed);
    at += printed.length;
    from = wordEnd;
  }
  change(from, text.length, laidOut.slice(at));
  return edits;
}
