import type { ItemMarks, Word } from './words.ts';

/** What stands on a line of its own: a statement, a line of a block, an entry of a table. */
export interface Item {
  readonly type: string;
  readonly parts: readonly (Word | Block)[];
  /** Comments behind it on its last line. */
  readonly trailing: readonly Word[];
}

export interface Block {
  readonly open: Word;
  /** Comments behind the opening brace on its line. */
  readonly beside: readonly Word[];
  readonly entries: readonly Entry[];
  readonly close: Word;
}

export interface Entry {
  /** An empty line stands before it. */
  readonly apart: boolean;
  readonly content: Item | Word;
}

export const isBlock = (part: Word | Block): part is Block => 'entries' in part;
export const isItem = (content: Item | Word): content is Item => 'parts' in content;

/** Words sorted into items and blocks. Throws where the marks do not fit the words, which a text without syntax errors rules out. */
export function treeOf(words: readonly Word[], marks: ItemMarks): readonly Entry[] {
  let next = 0;

  function entries(): Entry[] {
    const found: Entry[] = [];
    for (let word = words[next]; word && word.text !== '}'; word = words[next]) {
      const before = words[next - 1];
      const apart = before !== undefined && word.line - before.endLine > 1;
      if (word.comment) next += 1;
      found.push({ apart, content: word.comment ? word : item(word) });
    }
    return found;
  }

  function item(first: Word): Item {
    const mark = marks.get(first.offset);
    if (!mark) throw new Error(`Nothing begins with ${first.text} in line ${first.line}.`);
    const parts: (Word | Block)[] = [];
    for (let word = words[next]; word && word.offset < mark.end; word = words[next]) {
      next += 1;
      parts.push(word.text === '{' ? block(word) : word);
    }
    return { type: mark.type, parts, trailing: commentsBeside() };
  }

  function block(open: Word): Block {
    const beside = commentsBeside();
    const content = entries();
    const close = words[next];
    if (!close) throw new Error(`The block of line ${open.line} has no end.`);
    next += 1;
    return { open, beside, entries: content, close };
  }

  function commentsBeside(): Word[] {
    const found: Word[] = [];
    for (
      let word = words[next];
      word?.comment && word.line === words[next - 1]!.endLine;
      word = words[next]
    ) {
      found.push(word);
      next += 1;
    }
    return found;
  }

  const all = entries();
  if (next < words.length) throw new Error(`Line ${words[next]!.line} closes what nothing opened.`);
  return all;
}
