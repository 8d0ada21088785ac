/* oxlint-disable eslint/no-underscore-dangle -- Langium's own names */
import {
  CompositeCstNodeImpl,
  CstUtils,
  LeafCstNodeImpl,
  type CstNode,
  type LexerResult,
  type ParseResult,
} from 'langium';
import type { MigmapFile } from '../generated/ast.ts';
import type { Token } from './tokens.ts';

type LexerError = LexerResult['errors'][number];
type ParserError = ParseResult['parserErrors'][number];

/** A parsed part of a file (see `partsOf`). Its syntax tree is part of one file's tree, and says where it stands there. */
export interface Part {
  readonly text: string;
  /** The word that stands behind it; `undefined` at the end of the file. */
  readonly next: string | undefined;
  readonly file: MigmapFile;
  readonly nodes: readonly CstNode[];
  readonly lines: number;
  /** As if the file began here. */
  readonly lexerErrors: readonly LexerError[];
  readonly parserErrors: readonly ParserError[];
  /** Where the syntax tree says that it stands. */
  at: Place;
  /** Found when the tree first moves. */
  positions?: Positions;
}

/** The beginning of a part: offset, and line from 0. Parts begin lines, so columns stay what they are. */
export interface Place {
  readonly offset: number;
  readonly line: number;
}

export const beginning: Place = { offset: 0, line: 0 };

export const behind = ({ text, lines }: Part, { offset, line }: Place): Place => ({
  offset: offset + text.length,
  line: line + lines,
});

export function partOf(text: string, next: string | undefined, result: ParseResult<MigmapFile>): Part {
  return {
    text,
    next,
    file: result.value,
    nodes: [...(result.value.$cstNode?.root.content ?? [])],
    lines: text.match(/\r\n?|\n/g)?.length ?? 0,
    lexerErrors: result.lexerErrors,
    parserErrors: result.parserErrors,
    at: beginning,
  };
}

/** Fields of Langium's nodes that it keeps to itself. Positions are absolute in them, so a tree that moves is corrected. */
interface Placed {
  _offset: number;
  _startLine: number;
  _endLine: number;
}

/** The nodes of a tree that say where they stand; those above ask the ones below, and keep the answer. */
interface Positions {
  readonly leaves: readonly Placed[];
  readonly branches: readonly { _rangeCache: undefined }[];
}

/** Says of every node where it stands once the part begins at `to`. */
export function move(part: Part, to: Place): void {
  const offset = to.offset - part.at.offset;
  const lines = to.line - part.at.line;
  part.at = to;
  if (offset === 0 && lines === 0) return;
  const { leaves, branches } = (part.positions ??= positionsIn(part.nodes));
  for (const leaf of leaves) leaf._offset += offset;
  if (lines === 0) return;
  for (const leaf of leaves) {
    leaf._startLine += lines;
    leaf._endLine += lines;
  }
  for (const branch of branches) branch._rangeCache = undefined;
}

function positionsIn(nodes: readonly CstNode[]): Positions {
  const leaves: Placed[] = [];
  const branches: { _rangeCache: undefined }[] = [];
  const rest = [...nodes];
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (node instanceof LeafCstNodeImpl) leaves.push(node as unknown as Placed);
    else if (node instanceof CompositeCstNodeImpl) {
      branches.push(node as unknown as { _rangeCache: undefined });
      rest.push(...node.content);
    }
  }
  return { leaves, branches };
}

export function lexerErrorsAt({ lexerErrors, at }: Part): LexerError[] {
  return lexerErrors.map((error) => ({
    ...error,
    offset: error.offset + at.offset,
    line: error.line === undefined ? undefined : error.line + at.line,
  }));
}

export function parserErrorsAt({ parserErrors, at }: Part): ParserError[] {
  return parserErrors.map((error) => {
    const moved = Object.create(error) as ParserError & { previousToken?: Token };
    moved.token = tokenAt(error.token, at);
    const previous = (error as { previousToken?: Token }).previousToken;
    if (previous) moved.previousToken = tokenAt(previous, at);
    return moved;
  });
}

/** A token without a place (the end of the text, or one that the parser made up) stays without. */
function tokenAt(token: Token, { offset, line }: Place): Token {
  if (!CstUtils.isValidTokenRange(token)) return token;
  return {
    ...token,
    startOffset: token.startOffset + offset,
    endOffset: token.endOffset! + offset,
    startLine: token.startLine! + line,
    endLine: token.endLine! + line,
  };
}
