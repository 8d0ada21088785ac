/** What a file of the export is made of: lazily, row by row. */
import type { MessKind, Tally } from './mess.ts';
import type { ObjectName, World } from './world.ts';

/** A cell as it is printed. */
export type Cell = string | number;

export interface CsvTable {
  readonly object: ObjectName;
  readonly path: string;
  readonly headings: readonly string[];
  readonly delimiter?: ',' | ';';
  readonly encoding?: 'utf-8' | 'utf-8-bom' | 'windows-1252';
  readonly mess?: readonly MessKind[];
  row(world: World, index: number, tally: Tally): readonly Cell[];
}

export interface JsonTable {
  readonly object: ObjectName;
  readonly path: string;
  readonly lines: boolean;
  row(world: World, index: number, tally: Tally): Readonly<Record<string, unknown>>;
}

export type Table = CsvTable | JsonTable;
