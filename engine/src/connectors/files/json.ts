/** Reads records from JSON without holding the file: an array (bare, or the first one within an object), or one record a line. */
import type { Value } from '../../values.ts';
import { depthOf, maxDepth } from './depth.ts';
import type { RawRow, RawTable } from './rows.ts';
import { excerpt, maxRecordLength } from './rows.ts';

export function openJsonArray(chunks: AsyncIterable<string>): RawTable {
  return tableOf(elements(chunks));
}

export function openJsonLines(chunks: AsyncIterable<string>): RawTable {
  return tableOf(lines(chunks));
}

interface Piece {
  readonly line: number;
  readonly text: string;
  readonly problem?: string;
}

/** Keys become headings in the order in which they are met. */
function tableOf(pieces: AsyncIterable<readonly Piece[]>): RawTable {
  const headings: string[] = [];
  const places = new Map<string, number>();
  const placeOf = (key: string): number => {
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, headings.length);
    return headings.push(key) - 1;
  };
  async function* rows(): AsyncGenerator<readonly RawRow[]> {
    for await (const batch of pieces) yield batch.map((piece) => rowOf(piece, placeOf));
  }
  return { headings, rows: rows() };
}

function rowOf({ line, text, problem }: Piece, placeOf: (key: string) => number): RawRow {
  if (problem !== undefined) return { line, problem, text: excerpt(text) };
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (error) {
    return { line, problem: `not JSON: ${(error as Error).message}`, text: excerpt(text) };
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    return { line, problem: 'not a record in braces', text: excerpt(text) };
  const cells: (Value | undefined)[] = [];
  for (const [key, value] of Object.entries(record)) cells[placeOf(key)] = value as Value;
  return { line, cells };
}

async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<readonly Piece[]> {
  let [rest, line, tooLong] = ['', 1, false];
  const pieceOf = (text: string): Piece => {
    if (tooLong || text.length > maxRecordLength)
      return { line, text, problem: `longer than ${maxRecordLength} characters` };
    if (depthOf(text) > maxDepth) return { line, text, problem: `nested more than ${maxDepth} deep` };
    return { line, text };
  };
  for await (const chunk of chunks) {
    const batch: Piece[] = [];
    rest += chunk;
    let at = 0;
    for (let end = chunk.includes('\n') ? rest.indexOf('\n') : -1; end >= 0; end = rest.indexOf('\n', at)) {
      const text = rest.slice(at, end);
      if (text.trim() !== '') batch.push(pieceOf(text));
      tooLong = false;
      at = end + 1;
      line++;
    }
    rest = rest.slice(at);
    if (rest.length > maxRecordLength) {
      tooLong = true;
      rest = rest.slice(0, 2000);
    }
    if (batch.length) yield batch;
  }
  if (rest.trim() !== '') yield [pieceOf(rest)];
}

const [quote, backslash, newline, comma] = [0x22, 0x5c, 0x0a, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Cuts the elements of the array out of the text; a broken element is reported and its neighbours are kept. */
async function* elements(chunks: AsyncIterable<string>): AsyncGenerator<readonly Piece[]> {
  /** Depth at which the elements lie: 1 in a bare array, 2 in an array within an object; 0 before the array. */
  let home = 0;
  let [depth, line, startLine, inText, escaped, ended] = [0, 1, 1, false, false, false];
  let [kept, overlong, deepest] = ['', false, 0];

  for await (const chunk of chunks) {
    const batch: Piece[] = [];
    let from = 0;
    const close = (end: number): void => {
      const text = (kept + chunk.slice(from, end)).trim();
      const problem = overlong
        ? `longer than ${maxRecordLength} characters`
        : deepest > maxDepth
          ? `nested more than ${maxDepth} deep`
          : undefined;
      if (text !== '') batch.push({ line: startLine, text, problem });
      [kept, overlong, deepest] = ['', false, 0];
    };
    for (let i = 0; i < chunk.length; i++) {
      const sign = chunk.charCodeAt(i);
      if (sign === newline) line++;
      if (ended) continue;
      if (inText) {
        if (escaped) escaped = false;
        else if (sign === backslash) escaped = true;
        else if (sign === quote) inText = false;
        continue;
      }
      if (home > 0 && depth === home && isBlank(kept + chunk.slice(from, Math.min(i, from + 200))))
        startLine = line;
      if (sign === quote) inText = true;
      else if (sign === openBrace || sign === openBracket) {
        depth++;
        if (home > 0) deepest = Math.max(deepest, depth - home);
        else if (sign === openBracket) [home, from] = [depth, i + 1];
        else if (depth > 1) throw new Error(`Line ${line}: no list of records. Give an array of objects.`);
      } else if (sign === closeBrace || sign === closeBracket) {
        if (depth === home) {
          close(i);
          ended = true;
        }
        depth--;
      } else if (sign === comma && depth === home && home > 0) {
        close(i);
        from = i + 1;
      }
    }
    if (home > 0 && !ended) {
      kept += chunk.slice(from);
      if (kept.length > maxRecordLength) [kept, overlong] = [kept.slice(0, 2000), true];
    }
    if (batch.length) yield batch;
  }
  if (home === 0) throw new Error('No list of records. Give an array of objects.');
  if (!ended)
    yield [{ line: startLine, text: kept.trim(), problem: 'the file ends within its list of records' }];
}

/** Whether nothing but white space has been met since the last comma. */
function isBlank(text: string): boolean {
  return text.length < 200 && text.trim() === '';
}
