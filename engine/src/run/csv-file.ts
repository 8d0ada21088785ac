import { stringify } from 'csv-stringify/sync';
import { longFile } from '../disk/replace.ts';

/** A CSV file of a run, for a spreadsheet to open: formulas are escaped. It stands there whole or not at all. */
export interface CsvFile {
  row(row: Readonly<Record<string, unknown>> | readonly unknown[]): Promise<void>;
  commit(): Promise<void>;
  abandon(): Promise<void>;
}

/** Rows that are made text together. */
const together = 200;

export function csvFile(path: string, columns: readonly string[]): CsvFile {
  const file = longFile(path);
  let header = true;
  let rows: (Readonly<Record<string, unknown>> | readonly unknown[])[] = [];
  const put = async (): Promise<void> => {
    if (rows.length === 0 && !header) return;
    const cast = { boolean: String };
    const text = stringify(rows, { header, columns: [...columns], escape_formulas: true, cast });
    header = false;
    rows = [];
    await file.write(text);
  };
  return {
    async row(row) {
      rows.push(row);
      if (rows.length >= together) await put();
    },
    async commit() {
      await put();
      await file.commit();
    },
    abandon: () => file.abandon(),
  };
}
