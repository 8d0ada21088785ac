/** The export some days later: rows of its CSV files changed, added and taken out; everything else as it stood. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** Cells by heading; the first of two headings of one name is meant. */
export type Cells = Readonly<Record<string, string>>;

/** By id: new cells, or `null` for a row that is deleted; an id that is not there is added. */
export function editCsv(folder: string, name: string, changes: Readonly<Record<string, Cells | null>>): void {
  const path = join(folder, name);
  const [headings, ...rows] = parse(readFileSync(path), {
    relax_column_count: true,
    bom: true,
  }) as string[][];
  const put = (row: readonly string[], cells: Cells): string[] => {
    const out = [...row];
    for (const [heading, cell] of Object.entries(cells)) {
      const i = headings!.indexOf(heading);
      if (i < 0) throw new Error(`${name} has no column ${heading}.`);
      out[i] = cell;
    }
    return out;
  };
  const met = new Set(rows.map((row) => row[0]!));
  const kept = rows.flatMap((row) => {
    const change = changes[row[0]!];
    if (change === null) return [];
    return [change === undefined ? row : put(row, change)];
  });
  const added = Object.entries(changes).flatMap(([id, cells]) =>
    met.has(id) || cells === null ? [] : [put([id, ...headings!.slice(1).map(() => '')], cells)],
  );
  writeFileSync(path, stringify([headings!, ...kept, ...added]));
}
