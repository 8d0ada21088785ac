/** Reads one table through and keeps what discovery needs to know of its columns. */
import type { Value } from '../../values.ts';
import type { DiscoverProgress } from '../source.ts';
import type { Encoding } from './decode.ts';
import { watchedText } from './decode.ts';
import type { IdIndex } from './ids.ts';
import type { LaidTable } from './layout.ts';
import { parseList } from './lists.ts';
import { columnNamer, snakeCase } from './names.ts';
import { FieldObserver } from './observe.ts';
import { pointsByName } from './references.ts';
import type { RawRow } from './rows.ts';
import { looksLikeId } from './shapes.ts';
import { openTable } from './table.ts';

export interface SeenColumn {
  readonly name: string;
  readonly label: string;
  /** In the index of pointers. */
  readonly number: number;
  readonly observer: FieldObserver;
  readonly isId: boolean;
  /** Its values went into the index: by its name, or as long as they look like ids. */
  points: boolean;
}

export interface SeenTable {
  readonly object: string;
  readonly columns: readonly SeenColumn[];
  readonly records: number;
  readonly badRows: {
    readonly count: number;
    readonly samples: readonly { readonly line: number; readonly reason: string }[];
  };
  /** Why reading ended early. */
  readonly failure?: string;
  /** Nothing where the format has one of its own. */
  readonly encoding?: Encoding;
}

export interface WatchOptions {
  readonly objects: readonly string[];
  /** Number of the object in the index. */
  readonly number: number;
  readonly index: IdIndex;
  readonly onProgress?: DiscoverProgress;
  readonly signal?: AbortSignal;
}

const columnsPerTable = 100_000;
/** After so many values a column that has no name of a reference must look like ids. */
const tries = 50;

export async function watchTable(table: LaidTable, options: WatchOptions): Promise<SeenTable> {
  const { object, origin, file, certainty } = table;
  const watched = certainty && watchedText(file, { encoding: origin.encoding, certainty });
  const columns: Watcher[] = [];
  const samples: { line: number; reason: string }[] = [];
  let [records, bad] = [0, 0];
  let failure: string | undefined;
  try {
    const text = watched && { text: watched.text, brokenBytes: () => watched.encoding().brokenBytes };
    const open = await openTable(file, origin, text);
    try {
      const nameOf = columnNamer();
      const addColumns = (): void => {
        for (let i = columns.length; i < open.headings.length; i++)
          columns.push(watcher(nameOf(open.headings[i] ?? '', i), i, object, columns, options));
      };
      addColumns();
      for await (const batch of open.rows) {
        options.signal?.throwIfAborted();
        addColumns();
        for (const row of batch) {
          if ('problem' in row) {
            bad++;
            if (samples.length < 5) samples.push({ line: row.line, reason: row.problem });
          } else {
            records++;
            watchRow(row, columns, options);
          }
        }
        options.onProgress?.({ object, records });
      }
      addColumns();
    } finally {
      await open.close();
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    failure = error instanceof Error ? error.message : String(error);
  }
  const badRows = { count: bad, samples };
  return {
    object,
    columns,
    records,
    badRows,
    ...(failure === undefined ? {} : { failure }),
    ...(watched ? { encoding: watched.encoding() } : {}),
  };
}

interface Watcher extends SeenColumn {
  readonly byName: boolean;
  tried: number;
  matched: number;
}

function watcher(
  { name, label }: { readonly name: string; readonly label: string },
  place: number,
  object: string,
  before: readonly Watcher[],
  { objects, number }: WatchOptions,
): Watcher {
  const isId = isIdName(name, object) && !before.some((column) => column.isId);
  const byName = !isId && pointsByName(name, objects);
  const observer = new FieldObserver();
  return {
    name,
    label,
    number: number * columnsPerTable + place,
    observer,
    isId,
    byName,
    points: !isId,
    tried: 0,
    matched: 0,
  };
}

function isIdName(name: string, object: string): boolean {
  const own = snakeCase(object.replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2'));
  return ['id', 'uuid', 'guid', 'key', 'record_id', `${own}_id`].includes(name);
}

function watchRow(
  row: Extract<RawRow, { cells: unknown }>,
  columns: readonly Watcher[],
  options: WatchOptions,
): void {
  for (const [i, column] of columns.entries()) {
    const cell = row.cells[i];
    if (cell === null || cell === undefined) continue;
    column.observer.add(cell);
    if (column.isId) addId(cell, options);
    else if (column.points) addPointers(cell, column, options);
  }
}

function addId(cell: Value, { index, number }: WatchOptions): void {
  const id = typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
  if (id !== '') index.addId(number, id);
}

function addPointers(cell: Value, column: Watcher, { index }: WatchOptions): void {
  if (!column.byName) {
    if (typeof cell !== 'string' || cell.trim() === '') return;
    column.tried++;
    if (looksLikeId(cell.trim())) column.matched++;
    else {
      if (column.tried >= tries && column.matched * 5 < column.tried) column.points = false;
      return;
    }
  }
  for (const value of pointersIn(cell)) if (value.length <= 200) index.addPointer(column.number, value);
}

function pointersIn(cell: Value): readonly string[] {
  if (typeof cell === 'number') return [String(cell)];
  if (typeof cell === 'string') {
    const text = cell.trim();
    if (text === '') return [];
    return text.includes(';') || text.startsWith('[')
      ? parseList(text).flatMap((v) => (typeof v === 'object' ? [] : [String(v)]))
      : [text];
  }
  return Array.isArray(cell)
    ? (cell as readonly Value[]).flatMap((v) =>
        typeof v === 'string' || typeof v === 'number' ? [String(v)] : [],
      )
    : [];
}
