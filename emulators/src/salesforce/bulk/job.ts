import type { Org } from '../org/org.ts';
import { RequestError, notFound } from '../errors.ts';

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

export const delimiters: Readonly<Record<string, string>> = {
  COMMA: ',',
  TAB: '\t',
  PIPE: '|',
  SEMICOLON: ';',
  CARET: '^',
  BACKQUOTE: '`',
};
export const lineEndings: Readonly<Record<string, string>> = { LF: '\n', CRLF: '\r\n' };

/** A bulk job as it lies in the org's tables; it goes on after a restart. */
export interface Job {
  readonly id: string;
  readonly kind: 'ingest' | 'query';
  readonly object: string;
  readonly operation: string;
  readonly externalIdField: string | null;
  readonly query: string | null;
  readonly lineEnding: string;
  readonly delimiter: string;
  readonly apiVersion: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly state: JobState;
  readonly error: string | null;
  /** Blob that holds the upload, and how many there were. */
  readonly upload: string | null;
  readonly uploads: number;
  /** Data rows done, and of these refused. */
  readonly processed: number;
  readonly failed: number;
  /** Lengths of the result files that belong to the rows done. */
  readonly successBytes: number;
  readonly failedBytes: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

export function openJobs(org: Pick<Org, 'store'>): void {
  org.store.db.exec(`CREATE TABLE IF NOT EXISTS _job (
    id TEXT PRIMARY KEY, kind TEXT, object TEXT, operation TEXT, externalIdField TEXT, query TEXT, lineEnding TEXT,
    delimiter TEXT, apiVersion TEXT, createdBy TEXT, createdAt TEXT, state TEXT, error TEXT, upload TEXT,
    uploads INTEGER DEFAULT 0, processed INTEGER DEFAULT 0, failed INTEGER DEFAULT 0, successBytes INTEGER DEFAULT 0,
    failedBytes INTEGER DEFAULT 0, startedAt INTEGER, endedAt INTEGER)`);
}

export function findJob(org: Org, kind: Job['kind'], id: string): Job {
  const row = org.store.statement('SELECT * FROM _job WHERE id = ? AND kind = ?').get(id, kind);
  if (row === undefined) throw notFound('The requested resource does not exist');
  return row as unknown as Job;
}

export const listJobs = (org: Org, kind: Job['kind']): Job[] =>
  org.store
    .statement('SELECT * FROM _job WHERE kind = ? ORDER BY id DESC LIMIT 1000')
    .all(kind) as unknown as Job[];

export const unfinishedJobs = (org: Org): Job[] =>
  org.store.db
    .prepare("SELECT * FROM _job WHERE kind = 'ingest' AND state IN ('UploadComplete', 'InProgress')")
    .all() as unknown as Job[];

export function insertJob(org: Org, job: Partial<Job>): void {
  const names = Object.keys(job);
  org.store
    .statement(`INSERT INTO _job (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(...(Object.values(job) as (string | number | null)[]));
}

export function changeJob(org: Org, id: string, changes: Partial<Job>): void {
  const names = Object.keys(changes);
  org.store
    .statement(`UPDATE _job SET ${names.map((n) => `${n} = ?`).join(', ')} WHERE id = ?`)
    .run(...(Object.values(changes) as (string | number | null)[]), id);
}

export function wrongState(job: Job, wanted: string): RequestError {
  return new RequestError(400, 'INVALIDJOBSTATE', `Job is in state ${job.state}; ${wanted}`);
}

const stamp = (iso: string): string => iso.replace(/Z$/, '+0000');

/** A job as its resource shows it. */
export function jobInfo(job: Job, detailed: boolean): Record<string, unknown> {
  const ingest = job.kind === 'ingest';
  const { apiVersion, id } = job;
  const took = job.startedAt === null ? 0 : (job.endedAt ?? Date.now()) - job.startedAt;
  return {
    id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdBy,
    createdDate: stamp(job.createdAt),
    systemModstamp: stamp(job.createdAt),
    state: job.state,
    ...(job.externalIdField === null ? {} : { externalIdFieldName: job.externalIdField }),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(apiVersion),
    ...(ingest && !detailed ? { contentUrl: `services/data/v${apiVersion}/jobs/ingest/${id}/batches` } : {}),
    ...(detailed ? { jobType: ingest ? 'V2Ingest' : 'V2Query' } : {}),
    lineEnding: job.lineEnding,
    columnDelimiter: job.delimiter,
    ...(detailed
      ? {
          numberRecordsProcessed: job.processed,
          ...(ingest ? { numberRecordsFailed: job.failed } : {}),
          retries: 0,
          totalProcessingTime: took,
          ...(ingest
            ? { apiActiveProcessingTime: took, apexProcessingTime: 0 }
            : { isPkChunkingSupported: true }),
          errorMessage: job.error,
        }
      : {}),
  };
}
