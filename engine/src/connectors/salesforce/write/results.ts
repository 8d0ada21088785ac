import { ConnectorError } from '../../errors.ts';
import type { WriteBatch, WriteRecord, WriteResult } from '../../destination.ts';
import { recordError, type SalesforceError } from '../errors.ts';

export interface SaveResult {
  readonly id?: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors?: readonly SalesforceError[];
}

export function writeResult(
  operation: WriteBatch['operation'],
  record: WriteRecord,
  saved: SaveResult,
): WriteResult {
  const { key } = record;
  if (!saved.success) {
    return {
      key,
      outcome: 'failed',
      error: recordError(saved.errors?.[0] ?? { message: 'No reason was given.' }),
    };
  }
  const id = saved.id ?? record.id ?? '';
  if (operation === 'delete') return { key, outcome: 'deleted', id };
  const created = operation === 'insert' || (operation === 'upsert' && saved.created === true);
  return { key, outcome: created ? 'created' : 'updated', id };
}

export function failed(record: WriteRecord, error: ConnectorError): WriteResult {
  return {
    key: record.key,
    outcome: 'failed',
    error: { class: error.class, code: error.code, message: error.message },
  };
}

/** Written piece by piece: what is known stays known, and keys without a result are the caller's to look up. */
export async function inPieces(
  pieces: Iterable<readonly WriteRecord[]>,
  signal: AbortSignal | undefined,
  write: (piece: readonly WriteRecord[]) => Promise<readonly WriteResult[]>,
): Promise<WriteResult[]> {
  const results: WriteResult[] = [];
  for (const piece of pieces) {
    if (signal?.aborted && results.length > 0) return results;
    try {
      results.push(...(await write(piece)));
    } catch (error) {
      if (results.length === 0) throw error;
      return results;
    }
  }
  return results;
}
