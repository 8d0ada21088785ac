/** The export as it lies on the disk, read without the engine. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A row of the export: headings in snake case, cells as they stand, white space around them included. */
export type ExportRow = Readonly<Record<string, string>>;

/** An activity, message, article or template. */
export type ExportEntry = Readonly<Record<string, unknown>> & { readonly id: string };

export interface Table {
  readonly rows: readonly ExportRow[];
  /** Rows with more or fewer cells than there are headings. */
  readonly ragged: number;
}

export interface ExportReader {
  csv(name: string, how?: { encoding?: string; delimiter?: string }): Table;
  json(name: string): readonly ExportEntry[];
  jsonLines(name: string): readonly ExportEntry[];
  bytes(path: string): Buffer | undefined;
}

export function readExport(folder: string): ExportReader {
  const text = (name: string, encoding = 'utf-8') =>
    new TextDecoder(encoding).decode(readFileSync(join(folder, name)));
  return {
    csv: (name, { encoding, delimiter } = {}) => table(text(name, encoding), delimiter),
    json: (name) => JSON.parse(text(name)) as ExportEntry[],
    jsonLines: (name) =>
      text(name)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ExportEntry),
    bytes: (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : undefined),
  };
}

function table(text: string, delimiter = ','): Table {
  const [headings, ...cells] = parse(text, { delimiter, relax_column_count: true });
  const names = headings!.map((heading) => heading.toLowerCase().replaceAll(' ', '_'));
  const whole = cells.filter((row) => row.length === names.length);
  return {
    rows: whole.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]!]).toReversed())),
    ragged: cells.length - whole.length,
  };
}

/** `31.12.2025` or `31.12.2025 14:05`, as ISO 8601 in UTC. */
export function isoDate(text: string): string | null {
  const found = /^(\d\d)\.(\d\d)\.(\d{4})(?: (\d\d:\d\d))?$/.exec(text);
  if (!found) return null;
  const day = `${found[3]}-${found[2]}-${found[1]}`;
  return found[4] ? `${day}T${found[4]}:00.000Z` : day;
}
