import { ConnectorError } from '../../errors.ts';
import type { WriteBatch, WriteContext, WriteResult } from '../../destination.ts';
import {
  abortJob,
  awaitJob,
  closeJob,
  createJob,
  getJob,
  jobFailure,
  upload,
  type BulkJob,
} from './bulk-job.ts';
import { writeParts, type BulkPart } from './bulk-part.ts';
import { bulkRows, type BulkRow } from './bulk-results.ts';
import type { Writer } from './context.ts';
import type { Pairing } from './pairing.ts';

const uploadTries = 3;

/** Bulk API 2.0: one job for each part on disk; the results are paired by the columns that name a record. */
export async function writeBulk(
  writer: Writer,
  batch: WriteBatch,
  pairing: Pairing,
  context: WriteContext,
): Promise<readonly WriteResult[]> {
  const written = await writeParts(batch);
  const results: WriteResult[] = [];
  try {
    for (const part of written.parts) {
      try {
        results.push(...(await runPart(writer, batch, part, pairing, context)));
      } catch (error) {
        if (results.length === 0) throw error;
        return results;
      }
    }
    return results;
  } finally {
    await written.remove();
  }
}

async function runPart(
  writer: Writer,
  batch: WriteBatch,
  part: BulkPart,
  pairing: Pairing,
  context: WriteContext,
): Promise<readonly WriteResult[]> {
  const { rest } = writer;
  const id = await uploaded(writer, batch, part, pairing, context);
  let job: BulkJob;
  try {
    await closeJob(rest, id, context.signal);
    job = await awaitJob(writer, id, context.signal, part.records.length);
  } catch (error) {
    // The rows are with the server: from here on only the job itself knows what became of them.
    if (error instanceof ConnectorError && error.class !== 'auth') {
      throw new ConnectorError('doubt', error.code, error.message, { cause: error });
    }
    throw error;
  }
  const failure = jobFailure(job);
  if (job.state !== 'JobComplete' && (job.numberRecordsProcessed ?? 0) === 0) throw failure;
  const rows = await bulkRows(rest, id, pairing.columns, unprocessed(failure));
  return rows.flatMap((row) => resultOf(batch.operation, row, pairing));
}

function unprocessed(failure: ConnectorError) {
  return { class: 'transient', code: 'NOT_PROCESSED', message: failure.message } as const;
}

function resultOf(
  operation: WriteBatch['operation'],
  row: BulkRow,
  pairing: Pairing,
): readonly WriteResult[] {
  const key = pairing.key(row.cells);
  // A row that is none of ours leaves some key without a result, and that is in doubt.
  if (key === undefined) return [];
  if ('error' in row) return [{ key, outcome: 'failed', error: row.error }];
  if (operation === 'delete') return [{ key, outcome: 'deleted', id: row.id }];
  const created = operation === 'insert' || (operation === 'upsert' && row.created);
  return [{ key, outcome: created ? 'created' : 'updated', id: row.id }];
}

/** The id of a job that holds the part and is still open. */
async function uploaded(
  writer: Writer,
  batch: WriteBatch,
  part: BulkPart,
  pairing: Pairing,
  context: WriteContext,
): Promise<string> {
  const { rest } = writer;
  for (let n = 1; ; n++) {
    const job = await createJob(rest, batch, context.signal);
    await context.remember(handleOf(job.id, batch, part, pairing));
    try {
      await upload(rest, job.id, part, context.signal);
      return job.id;
    } catch (error) {
      await abortJob(rest, job.id).catch(() => undefined);
      // The job was never closed, so nothing of it was loaded, and a new one may take the part.
      const again =
        error instanceof ConnectorError && (error.class === 'doubt' || error.class === 'transient');
      if (!again || n >= uploadTries || context.signal?.aborted) throw undone(error);
    }
  }
}

/** Whatever befell an upload, no row of it was loaded: it may be sent again. */
function undone(error: unknown): unknown {
  if (!(error instanceof ConnectorError) || error.class !== 'doubt') return error;
  return new ConnectorError('transient', error.code, error.message, { cause: error });
}

/**
 * What `settle` gets after a crash: the job's id and, where the key column holds the engine's own keys, its name, so that
 * the results can be told apart without the batch.
 */
function handleOf(job: string, batch: WriteBatch, part: BulkPart, pairing: Pairing): string {
  const [column] = pairing.columns;
  const ownKeys =
    pairing.columns.length === 1 &&
    part.records.every((r) => r.key === (column === 'Id' ? r.id : r.values[column ?? '']));
  return ownKeys ? `${job}/${batch.operation}/${column}` : `${job}/${batch.operation}`;
}

/** Brings a remembered job to an end. An open job is aborted: its rows were never loaded. */
export async function settleBulk(writer: Writer, handle: string): Promise<readonly WriteResult[]> {
  const { rest } = writer;
  const [id = '', operation, column] = handle.split('/');
  const found = await getJob(rest, id).catch((error: unknown) => {
    if (error instanceof ConnectorError && error.class === 'reference') return undefined;
    throw error;
  });
  if (!found) return [];
  if (found.state === 'Open') {
    await abortJob(rest, id);
    return [];
  }
  const job = await awaitJob(writer, id);
  if (column === undefined) return [];
  const rows = await bulkRows(rest, id, [column], unprocessed(jobFailure(job)));
  const pairing: Pairing = { columns: [column], key: ([cell]) => cell };
  return rows.flatMap((row) => resultOf(operation as WriteBatch['operation'], row, pairing));
}
