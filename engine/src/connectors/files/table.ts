/** Opens a table of an export in whichever format it is. */
import { openCsv } from './csv.ts';
import { decoded } from './decode.ts';
import { openJsonArray, openJsonLines } from './json.ts';
import type { Origin } from './origin.ts';
import type { RawRow, RawTable } from './rows.ts';
import { excerptOf } from './rows.ts';
import type { TreeFile } from './tree.ts';
import { openWorkbook } from './xlsx.ts';

export interface OpenTable extends RawTable {
  close(): Promise<void>;
}

const close = (): Promise<void> => Promise.resolve();

/** The text of a table that is one, and whether bytes were met in it that its encoding cannot have. */
export interface TableText {
  readonly text: AsyncIterable<string>;
  readonly brokenBytes: () => boolean;
}

/** Opens a table as its origin says. Without `text` the file is read in the origin's encoding. */
export async function openTable(
  file: TreeFile,
  origin: Origin,
  { text, brokenBytes }: TableText = {
    text: decoded(file, origin.encoding),
    brokenBytes: () => origin.brokenBytes === 'yes',
  },
): Promise<OpenTable> {
  const table = await open(file, origin, text);
  return { ...table, rows: soundRows(table.rows, brokenBytes) };
}

async function open(file: TreeFile, origin: Origin, text: AsyncIterable<string>): Promise<OpenTable> {
  if (origin.format === 'csv') return { ...(await openCsv(text, origin)), close };
  if (origin.format === 'json') return { ...openJsonArray(text), close };
  if (origin.format === 'jsonl') return { ...openJsonLines(text), close };
  const workbook = await openWorkbook(file);
  return {
    ...(await workbook.table(origin.sheet ?? workbook.sheets[0] ?? '')),
    close: () => workbook.close(),
  };
}

/** Rows with signs that no text may hold become problems: NULs, and what broken bytes were decoded to. */
async function* soundRows(
  rows: AsyncIterable<readonly RawRow[]>,
  brokenBytes: () => boolean,
): AsyncGenerator<readonly RawRow[]> {
  for await (const batch of rows) {
    const unsound = brokenBytes() ? /[\0\uFFFD]/ : /\0/;
    yield batch.map((row) => {
      if ('problem' in row) return row;
      const bad = row.cells.find((cell) => holds(cell, unsound));
      if (bad === undefined) return row;
      const problem = holds(bad, /\0/) ? 'holds a NUL' : 'holds bytes that its encoding cannot have';
      return { line: row.line, problem, text: excerptOf(row.cells) };
    });
  }
}

const holds = (cell: unknown, pattern: RegExp): boolean =>
  typeof cell === 'string'
    ? pattern.test(cell)
    : typeof cell === 'object' && cell !== null && pattern.test(strings(cell));

const strings = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(strings).join(' ')
      : '';
