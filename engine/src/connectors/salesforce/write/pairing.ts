import type { WriteBatch, WriteRecord } from '../../destination.ts';
import { naturalIdentity } from '../identity.ts';
import { cellsOf } from './bulk-part.ts';

/**
 * By which columns a bulk job's result rows are known again: results come back in any order. `undefined` where no
 * columns name each record of the batch alone; such a batch must go another way.
 */
export interface Pairing {
  readonly columns: readonly string[];
  key(cells: readonly string[]): string | undefined;
}

const joined = (cells: readonly string[]) => JSON.stringify(cells);

export function pairingOf(batch: WriteBatch): Pairing | undefined {
  const columns = pairingColumns(batch);
  if (!columns) return undefined;
  const keys = new Map<string, string>();
  for (const record of batch.records) {
    const cells = cellsOf(batch, record, columns);
    if (cells.every((c) => c === '') || keys.has(joined(cells))) return undefined;
    keys.set(joined(cells), record.key);
  }
  return { columns, key: (cells) => keys.get(joined(cells)) };
}

function pairingColumns(batch: WriteBatch): readonly string[] | undefined {
  if (batch.operation === 'update' || batch.operation === 'delete') return ['Id'];
  if (batch.keyField !== undefined) return [batch.keyField];
  const provided = batch.records[0] ? Object.keys(batch.records[0].values) : [];
  return naturalIdentity(batch.object, provided);
}

/** Rows that only JSON can carry: over-long texts, and the text that a CSV would read as "empty this field". */
export function fitsCsv(record: WriteRecord): boolean {
  let total = 0;
  for (const value of Object.values(record.values)) {
    if (typeof value !== 'string') continue;
    total += value.length;
    if (value.length > 32_000 || total > 400_000 || value === '#N/A') return false;
  }
  return record.files === undefined;
}
