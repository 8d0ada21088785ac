/** What the readers of each format give: rows as they stand, before anything is made of them. */
import type { Value } from '../../values.ts';

export type RawRow = RawRecord | RawProblem;

export interface RawRecord {
  /** Physical line on which the record starts, from 1. */
  readonly line: number;
  /** In the order of the table's headings; trailing ones may be absent. */
  readonly cells: readonly (Value | undefined)[];
}

export interface RawProblem {
  readonly line: number;
  readonly problem: string;
  readonly text: string;
}

export interface RawTable {
  /** Grows while rows are read where a format has no headings of its own (JSON). */
  readonly headings: readonly string[];
  readonly rows: AsyncIterable<readonly RawRow[]>;
}

/** The longest record in characters that is read; a longer one is reported. */
export const maxRecordLength = 16 * 1024 * 1024;

export const excerpt = (text: string): string => (text.length > 2000 ? text.slice(0, 2000) : text);

/** A row as a line of text, for whoever has to find out what is wrong with it. */
export const excerptOf = (cells: readonly (Value | undefined)[], delimiter = ','): string =>
  excerpt(cells.map(textOf).join(delimiter));

export function textOf(cell: Value | undefined): string {
  if (typeof cell === 'string') return cell;
  return cell === undefined || cell === null ? '' : JSON.stringify(cell);
}
