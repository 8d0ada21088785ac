import { isBlock, type Block, type Item } from './tree.ts';
import type { Word } from './words.ts';

/** A place in the first line of a printed item that is brought into line with its neighbours. */
export interface Stop {
  readonly name: string;
  readonly at: number;
}

export interface Printed {
  readonly lines: readonly string[];
  /** Items of one kind are aligned with each other. */
  readonly kind: string;
  readonly stops: readonly Stop[];
  /** It has a block of several lines. */
  readonly opened: boolean;
}

const kinds: Readonly<Record<string, string>> = { OtherwiseBranch: 'Branch' };
export const kindOf = ({ type }: Item): string => kinds[type] ?? type;

/** The signs of an item that stand in a column. */
export function columnsOf({ type, parts }: Item): Map<Word | Block, string> {
  const columns = new Map<Word | Block, string>();
  const add = (part: Word | Block | undefined, name: string) => part && columns.set(part, name);
  const sign = (text: string) => parts.find((part) => !isBlock(part) && !part.comment && part.text === text);
  const block = parts.find(isBlock);
  switch (type) {
    case 'FieldLine':
    case 'ExportColumn':
    case 'GivenValue':
    case 'ExpectedValue':
    case 'RecordEntry':
      add(sign('='), '=');
      break;
    case 'ValueEntry':
      add(sign('=>'), '=>');
      break;
    case 'StageEntry':
      add(sign('=>'), '=>');
      add(sign('at'), 'at');
      break;
    case 'PipelineEntry':
      add(sign('=>'), '=>');
      add(block, '{');
      break;
    case 'FieldDeclaration':
      add(sign(':'), ':');
      add(labelOf(parts), 'label');
      break;
    case 'Branch':
    case 'OtherwiseBranch':
      add(sign('->'), '->');
      add(block, '{');
      break;
    case 'FieldsBlock':
      add(block, '{');
  }
  return columns;
}

function labelOf(parts: Item['parts']): Word | undefined {
  const last = parts.findLast((part) => isBlock(part) || !part.comment);
  return last && !isBlock(last) && last.text.startsWith('"') ? last : undefined;
}

/** Widens what comes before each stop so that the stops of one name stand under each other. */
export function align(run: readonly Printed[]): string[][] {
  const first = run.map(({ lines }) => lines[0] ?? '');
  for (const kind of new Set(run.map((printed) => printed.kind))) {
    const members = run.flatMap((printed, index) => (printed.kind === kind ? [{ printed, index }] : []));
    const shifts = members.map(() => 0);
    for (const name of new Set(members.flatMap(({ printed }) => printed.stops.map((stop) => stop.name)))) {
      const places = members.map(({ printed }, member) => {
        const stop = printed.stops.find((s) => s.name === name);
        return stop && { at: stop.at + shifts[member]!, line: first[members[member]!.index]! };
      });
      const column = Math.max(...places.map((p) => (p ? signs(p.line.slice(0, p.at)) : 0)));
      for (const [member, place] of places.entries()) {
        if (!place) continue;
        const before = place.line.slice(0, place.at);
        const padding = column - signs(before);
        first[members[member]!.index] = before + ' '.repeat(padding) + place.line.slice(place.at);
        shifts[member]! += padding;
      }
    }
  }
  return run.map(({ lines }, index) => [first[index]!, ...lines.slice(1)]);
}

const graphemes = new Intl.Segmenter();

/** How many signs a reader sees. */
function signs(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : Array.from(graphemes.segment(text)).length;
}
