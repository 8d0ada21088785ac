import { align, columnsOf, kindOf, type Printed, type Stop } from './columns.ts';
import { spaceBetween } from './spacing.ts';
import { isBlock, isItem, type Block, type Entry, type Item } from './tree.ts';
import type { Word } from './words.ts';

/** A block that its author wrote on one line stays there while it is no wider than this. */
const width = 120;
const step = '  ';

/** The lines of the entries of one block. */
export function layOut(entries: readonly Entry[], indent: string): string[] {
  const lines: string[] = [];
  let run: Printed[] = [];
  const flush = () => {
    lines.push(...align(run).flat());
    run = [];
  };
  for (const [index, { apart, content }] of entries.entries()) {
    if (apart && index > 0) {
      flush();
      lines.push('');
    }
    const printed = isItem(content) ? print(content, indent) : printComment(content, indent);
    // What a block of several lines parts is read apart, and so aligned apart.
    if (printed.opened) flush();
    run.push(printed);
    if (printed.opened) flush();
  }
  flush();
  return lines;
}

function print(item: Item, indent: string): Printed {
  const lines = [indent];
  const stops: Stop[] = [];
  const columns = columnsOf(item);
  const write = (text: string) => {
    lines[lines.length - 1] += text;
  };
  const breakLine = (to: string) => lines.push(to);
  let before: Word | undefined;
  let opened = false;
  for (const part of item.parts) {
    const word = isBlock(part) ? part.open : part;
    const broken = before && (before.comment === 'line' || (!isBlock(part) && word.line > before.endLine));
    if (broken) breakLine(/^[)\]]$/.test(word.text) ? indent : indent + step + step);
    else if (before) write(columns.get(part) === 'label' ? step : spaceBetween(before, word));
    const column = columns.get(part);
    if (column !== undefined && lines.length === 1) stops.push({ name: column, at: lines[0]!.length });
    if (!isBlock(part)) {
      const [first = '', ...rest] = textOf(part, leading(lines.at(-1)!)).split('\n');
      write(first);
      lines.push(...rest);
      before = part;
      continue;
    }
    const flat = fits(part, lines.at(-1)!);
    if (flat === undefined) {
      opened = true;
      const base = leading(lines.at(-1)!);
      write(`{${part.beside.map((comment) => ` ${comment.text}`).join('')}`);
      lines.push(...layOut(part.entries, base + step), `${base}}`);
    } else write(flat);
    before = part.close;
  }
  write(item.trailing.map((comment) => `${step}${textOf(comment, indent)}`).join(''));
  return { lines: lines.join('\n').split('\n'), kind: kindOf(item), stops: opened ? [] : stops, opened };
}

/** The block on one line, where its author wrote it so, nothing in it needs lines, and it fits. */
function fits(block: Block, line: string): string | undefined {
  if (block.open.line !== block.close.line) return undefined;
  const flat = flatBlock(block);
  return line.length + flat.length <= width ? flat : undefined;
}

/** A block on one line of the text has neither line comments nor breaks in it. */
function flatBlock({ beside, entries }: Block): string {
  const parts = [
    ...(beside.length ? [beside.map((comment) => comment.text).join(' ')] : []),
    ...entries.map(({ content }) => (isItem(content) ? flatItem(content) : content.text)),
  ];
  return parts.length ? `{ ${parts.join(step)} }` : '{}';
}

function flatItem({ parts, trailing, ...item }: Item): string {
  const columns = columnsOf({ parts, trailing, ...item });
  let text = '';
  let before: Word | undefined;
  for (const part of parts) {
    const word = isBlock(part) ? part.open : part;
    if (before) text += columns.get(part) === 'label' ? step : spaceBetween(before, word);
    text += isBlock(part) ? flatBlock(part) : part.text;
    before = isBlock(part) ? part.close : part;
  }
  return text + trailing.map((comment) => `${step}${comment.text}`).join('');
}

function printComment(comment: Word, indent: string): Printed {
  return { lines: (indent + textOf(comment, indent)).split('\n'), kind: 'comment', stops: [], opened: false };
}

/** The lines of a starred comment stand under its first; those of any other stay where their author put them. */
function textOf({ text, comment }: Word, indent: string): string {
  if (comment !== 'block' || !text.includes('\n')) return text;
  const [first, ...rest] = text.split(/\r?\n/);
  const starred = rest.every((line) => line.trimStart().startsWith('*'));
  return [
    first!.trimEnd(),
    ...rest.map((line) => (starred ? `${indent} ${line.trim()}` : line.trimEnd())),
  ].join('\n');
}

const leading = (line: string): string => /^ */.exec(line)![0];
