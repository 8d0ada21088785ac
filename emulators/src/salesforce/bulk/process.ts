import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises';
import { RecordError, RequestError, bulkError } from '../errors.ts';
import { unlocked, type Org } from '../org/org.ts';
import type { LiveObject } from '../schema/catalog.ts';
import { writeContext } from '../write/context.ts';
import { changeJob, findJob, type Job } from './job.ts';
import { rowWriter, type RowOutcome } from './operations.ts';
import { appendResults, readStart, startResults } from './results.ts';
import { BadUpload, uploadRows } from './rows.ts';

/** Rows of one transaction; five of the platform's own chunks. */
const transactionRows = 1000;
/** The platform treats so many rows at once; a key that stands twice among them is refused. */
export const chunkRows = 200;

export interface ProcessOptions {
  readonly stallMs?: number;
  readonly failAfter?: number | 'half';
  readonly refuseRecord?: (index: number) => RecordError | undefined;
}

/** Puts a job to work in the background. */
export function startJob(org: Org, id: string, options: ProcessOptions = {}): void {
  const work = processJob(org, id, options)
    .catch((error: unknown) => fail(org, id, error))
    .finally(() => org.background.running.delete(work));
  org.background.running.add(work);
}

function fail(org: Org, id: string, error: unknown): void {
  if (org.background.stopped) return;
  const message = error instanceof Error ? error.message : String(error);
  changeJob(org, id, { state: 'Failed', error: message, endedAt: Date.now() });
}

async function checkLineEnding(file: string, job: Job): Promise<void> {
  const start = await readStart(file, 65_536);
  const newline = start.indexOf('\n');
  if (newline < 0) return;
  const carriage = start[newline - 1] === '\r';
  if (carriage !== (job.lineEnding === 'CRLF'))
    throw new BadUpload(
      `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${job.lineEnding}`,
    );
}

/** Rows of one batch of the platform's own, which the day's quota counts. */
const batchRows = 10_000;

function checkQuota(org: Org): void {
  if (org.usage.bulkBatches >= org.definition.limits.bulkBatchesPerDay)
    throw new BadUpload('ExceededQuota : ApiBatchItems Limit exceeded.');
}

async function stall(org: Org, ms: number): Promise<void> {
  const until = Date.now() + ms;
  while (Date.now() < until && !org.background.stopped) await wait(Math.min(20, until - Date.now()));
}

async function processJob(org: Org, id: string, options: ProcessOptions): Promise<void> {
  let job = findJob(org, 'ingest', id);
  changeJob(org, id, { state: 'InProgress', startedAt: job.startedAt ?? Date.now() });
  if (options.stallMs !== undefined) await stall(org, options.stallMs);
  else await breathe();
  if (job.uploads > 1)
    throw new BadUpload(
      `ClientInputError : Found multiple contents for job: <${id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`,
    );
  checkQuota(org);
  const object = org.catalog.object(job.object);
  if (object === undefined) throw new BadUpload(`InvalidEntity : ${job.object}`);
  if (job.upload !== null) {
    const file = org.blobs.path(job.upload);
    await checkLineEnding(file, job);
    await processRows(org, job, object, file, options);
  }
  if (org.background.stopped) return;
  job = findJob(org, 'ingest', id);
  org.usage.bulkBatches += Math.ceil(job.processed / batchRows);
  if (job.state === 'InProgress') changeJob(org, id, { state: 'JobComplete', endedAt: Date.now() });
}

function planRows(
  org: Org,
  job: Job,
  object: LiveObject,
  header: readonly string[],
): ReturnType<typeof rowWriter> {
  try {
    return rowWriter(org, job, object, header);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const unknown = /No such column '([^']+)'/.exec(error.message)?.[1];
    throw new BadUpload(
      unknown === undefined
        ? `InvalidBatch : ${error.entries[0]?.message ?? error.message}`
        : `InvalidBatch : Field name not found : ${unknown}`,
    );
  }
}

async function processRows(
  org: Org,
  job: Job,
  object: LiveObject,
  file: string,
  options: ProcessOptions,
): Promise<void> {
  let write: ReturnType<typeof rowWriter> | undefined;
  let width = 0;
  let done = 0;
  for await (const list of uploadRows(file, job, transactionRows)) {
    let rows = list;
    if (write === undefined) {
      const [header = [], ...rest] = list;
      write = planRows(org, job, object, header);
      width = header.length;
      startResults(org, job, header);
      rows = rest;
    }
    const ragged = rows.findIndex((r) => r.length !== width);
    if (ragged >= 0)
      throw new BadUpload(
        `InvalidBatch : row ${done + ragged + 1} has ${rows[ragged]?.length ?? 0} columns, the header has ${width}`,
      );
    const from = done;
    done += rows.length;
    if (done <= job.processed) continue;
    await unlocked(org);
    const state = findJob(org, 'ingest', job.id).state;
    if (org.background.stopped || state === 'Aborted') return;
    const room = options.failAfter === 'half' ? Math.floor(rows.length / 2) : options.failAfter;
    writeRows(
      org,
      job.id,
      rows.slice(Math.max(0, job.processed - from), room === undefined ? undefined : room - from),
      Math.max(from, job.processed),
      write,
      options,
    );
    if (room !== undefined && room < done)
      throw new BadUpload('InternalServerError : the job broke down on demand');
    await breathe();
  }
}

/** One transaction: the records, the job's counters, and how long the result files are with these rows. */
function writeRows(
  org: Org,
  id: string,
  rows: readonly string[][],
  from: number,
  write: ReturnType<typeof rowWriter>,
  options: ProcessOptions,
): void {
  org.store.atomically(() => {
    const job = findJob(org, 'ingest', id);
    const context = writeContext(org, job.createdBy);
    const successes: string[][] = [];
    const failures: string[][] = [];
    for (let start = 0; start < rows.length; start += chunkRows) {
      const chunk = rows.slice(start, start + chunkRows);
      const note = (row: readonly string[], outcome: RowOutcome): void => {
        if ('error' in outcome) failures.push([outcome.id ?? '', bulkError(outcome.error.entry), ...row]);
        else successes.push([outcome.id, String(outcome.created), ...row]);
      };
      write(context, chunk, note, (index) => options.refuseRecord?.(from + start + index));
    }
    // Rows are answered in another order than they came in: clients must not count on it.
    const successBytes = appendResults(org, job, 'successful', successes.toReversed());
    const failedBytes = appendResults(org, job, 'failed', failures.toReversed());
    changeJob(org, id, {
      processed: job.processed + rows.length,
      failed: job.failed + failures.length,
      successBytes,
      failedBytes,
    });
  });
}
