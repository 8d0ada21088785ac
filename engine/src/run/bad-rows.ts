import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { replaceFile } from '../disk/replace.ts';
import type { Journal } from '../journal/journal.ts';

/** `bad-rows.csv`: rows of the source that could not be read as a record, as they stand. */
export async function writeBadRows(
  journal: Journal,
  run: string,
  directory: string,
): Promise<Record<string, string>> {
  const rows = await journal.runs.badRows(run);
  if (rows.length === 0) return {};
  const path = join(directory, 'bad-rows.csv');
  const csv = stringify([...rows], {
    header: true,
    columns: ['object', 'at', 'reason', 'text'],
    escape_formulas: true,
  });
  await replaceFile(path, csv, 0o600);
  return { 'bad-rows.csv': path };
}
