import * as z from 'zod';
import { ConnectorError } from '../../errors.ts';
import type { WriteBatch } from '../../destination.ts';
import { fileBody, jsonBody } from '../../http/body.ts';
import { realPause } from '../../http/pause.ts';
import { errorClasses } from '../errors-table.ts';
import type { Rest } from '../rest.ts';
import type { BulkPart } from './bulk-part.ts';
import type { Writer } from './context.ts';

const jobSchema = z.looseObject({
  id: z.string(),
  state: z.enum(['Open', 'UploadComplete', 'InProgress', 'JobComplete', 'Failed', 'Aborted']),
  numberRecordsProcessed: z.number().optional(),
  errorMessage: z.string().nullish(),
});
export type BulkJob = z.infer<typeof jobSchema>;

const path = '/jobs/ingest';
const ended = new Set(['JobComplete', 'Failed', 'Aborted']);

/** An open job does nothing until it is closed, so a creation whose answer was lost is simply made again. */
export async function createJob(rest: Rest, batch: WriteBatch, signal?: AbortSignal): Promise<BulkJob> {
  const job = {
    object: batch.object,
    operation: batch.operation,
    contentType: 'CSV',
    lineEnding: 'LF',
    columnDelimiter: 'COMMA',
    ...(batch.operation === 'upsert' ? { externalIdFieldName: batch.keyField } : {}),
  };
  const answer = await rest.send({ method: 'POST', path, body: jsonBody(job), repeat: 'safe', signal });
  return jobSchema.parse(JSON.parse(answer.text));
}

export async function getJob(rest: Rest, id: string, signal?: AbortSignal): Promise<BulkJob> {
  const answer = await rest.send({ method: 'GET', path: `${path}/${id}`, repeat: 'safe', signal });
  return jobSchema.parse(JSON.parse(answer.text));
}

/**
 * A job takes one upload: a second one, sent because the answer to the first was lost, makes the job fail. Only an upload
 * that was turned away is repeated here; after any other failure the caller takes a new job.
 */
export async function upload(rest: Rest, id: string, part: BulkPart, signal?: AbortSignal): Promise<void> {
  const body = fileBody('text/csv; charset=UTF-8', part.path, part.bytes);
  await rest.send({ method: 'PUT', path: `${path}/${id}/batches`, body, repeat: 'once', signal });
}

async function setState(rest: Rest, id: string, state: 'UploadComplete' | 'Aborted', signal?: AbortSignal) {
  await rest.send({
    method: 'PATCH',
    path: `${path}/${id}`,
    body: jsonBody({ state }),
    repeat: 'safe',
    signal,
  });
}

/** Closes the upload. Where the answer was lost and a repetition is refused, the job's own state tells. */
export async function closeJob(rest: Rest, id: string, signal?: AbortSignal): Promise<void> {
  try {
    await setState(rest, id, 'UploadComplete', signal);
  } catch (error) {
    const { state } = await getJob(rest, id, signal);
    if (state === 'Open' || state === 'Aborted') throw error;
  }
}

export async function abortJob(rest: Rest, id: string): Promise<void> {
  await setState(rest, id, 'Aborted');
}

/** Asks, ever more seldom, until the job has come to an end; of `rows`, where known, sooner when most are done. */
export async function awaitJob(
  { rest, pause = realPause }: Pick<Writer, 'rest' | 'pause'>,
  id: string,
  signal?: AbortSignal,
  rows?: number,
): Promise<BulkJob> {
  const started = performance.now();
  for (let wait = 100; ; wait = Math.min(wait * 1.5, 10_000)) {
    const job = await getJob(rest, id, signal);
    if (ended.has(job.state)) return job;
    const left = remainingMs(job, rows, performance.now() - started);
    await pause(Math.min(wait, left), signal).catch((cause: unknown) => {
      throw new ConnectorError('doubt', 'INTERRUPTED', `Bulk job ${id} was still running.`, { cause });
    });
  }
}

/** How long the rest takes at the pace so far; a job that does not tell its progress may take forever. */
function remainingMs(
  { numberRecordsProcessed: done = 0 }: BulkJob,
  rows: number | undefined,
  elapsedMs: number,
): number {
  if (done === 0 || rows === undefined || rows <= done) return Infinity;
  return Math.max(100, (elapsedMs / done) * (rows - done));
}

/** Why a job failed as a whole: `InvalidBatch : Field name not found : X__c`. */
export function jobFailure(job: BulkJob): ConnectorError {
  const message = job.errorMessage ?? `The job ended as ${job.state}.`;
  const code = /^\s*([A-Za-z_]+)\s*:/.exec(message)?.[1] ?? job.state;
  const cls = errorClasses[code.toUpperCase()] ?? (job.state === 'Aborted' ? 'transient' : 'schema');
  return new ConnectorError(cls, code, `Bulk job ${job.id}: ${message}`);
}
