import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { WriteBatch, WriteRecord } from '../../destination.ts';
import { csvCell } from './values.ts';

/** A CSV on disk that one job takes up; it can be sent as often as needed. */
export interface BulkPart {
  readonly path: string;
  readonly bytes: number;
  readonly records: readonly WriteRecord[];
}

export interface BulkParts {
  readonly columns: readonly string[];
  readonly parts: readonly BulkPart[];
  remove(): Promise<void>;
}

/** Well under the 150 MB that a job takes, which counts the text after an encoding of its own. */
export const maxPartBytes = 90_000_000;
const rowsAtOnce = 500;

export function columnsOf(batch: WriteBatch): readonly string[] {
  if (batch.operation === 'delete') return ['Id'];
  const names = new Set<string>(batch.operation === 'update' ? ['Id'] : []);
  for (const record of batch.records) for (const name of Object.keys(record.values)) names.add(name);
  return [...names];
}

/** The cells of a record, in the order of the columns, as they will stand in the job's results. */
export function cellsOf(batch: WriteBatch, record: WriteRecord, columns: readonly string[]): string[] {
  const clears = batch.operation !== 'insert';
  return columns.map((c) =>
    c === 'Id' && record.id !== undefined ? record.id : csvCell(record.values[c], clears),
  );
}

/** Writes the records into parts of at most `maxBytes`, in a folder that only this user can read. */
export async function writeParts(batch: WriteBatch, maxBytes = maxPartBytes): Promise<BulkParts> {
  const folder = await mkdtemp(join(tmpdir(), `migmap-bulk-${process.pid}-`));
  const columns = columnsOf(batch);
  const header = stringify([columns]);
  const parts: BulkPart[] = [];
  let file: FileHandle | undefined;
  let bytes = 0;
  let records: WriteRecord[] = [];

  async function finish(): Promise<void> {
    if (!file) return;
    await file.close();
    parts.push({ path: join(folder, `${parts.length}.csv`), bytes, records });
    file = undefined;
    records = [];
  }

  try {
    for (let i = 0; i < batch.records.length; i += rowsAtOnce) {
      const rows = batch.records.slice(i, i + rowsAtOnce);
      const text = stringify(rows.map((r) => cellsOf(batch, r, columns)));
      const size = Buffer.byteLength(text);
      if (file && bytes + size > maxBytes) await finish();
      if (!file) {
        file = await open(join(folder, `${parts.length}.csv`), 'wx', 0o600);
        await file.write(header);
        bytes = Buffer.byteLength(header);
      }
      await file.write(text);
      bytes += size;
      records.push(...rows);
    }
    await finish();
  } catch (error) {
    await file?.close();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { columns, parts, remove: () => rm(folder, { recursive: true, force: true }) };
}
