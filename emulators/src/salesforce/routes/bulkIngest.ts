import { PassThrough } from 'node:stream';
import * as z from 'zod';
import { changeJob, jobInfo, wrongState } from '../bulk/job.ts';
import { startJob } from '../bulk/process.ts';
import { openResults, printRows, type ResultKind } from '../bulk/results.ts';
import { uploadRows } from '../bulk/rows.ts';
import { RequestError } from '../errors.ts';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import { TooLarge } from '../../store/blobs.ts';
import { csvForm, jobOf as jobOfKind, jobRoutes, openJob } from './bulkJobs.ts';
import { keyField } from './shared.ts';

const operations = ['insert', 'update', 'upsert', 'delete', 'hardDelete'] as const;
const request = z.object({
  object: z.string(),
  operation: z.enum(operations),
  externalIdFieldName: z.string().optional(),
  ...csvForm,
  assignmentRuleId: z.undefined({ error: 'assignment rules are not run here' }).optional(),
});

async function create(exchange: Exchange): Promise<Reply> {
  const { org } = exchange;
  const parsed = request.safeParse(await exchange.json());
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new RequestError(
      400,
      'INVALIDJOB',
      `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`,
    );
  }
  const asked = parsed.data;
  const object = org.catalog.object(asked.object);
  if (object === undefined || !object.createable)
    throw new RequestError(400, 'INVALIDENTITY', `Unable to find object: ${asked.object}`);
  if (asked.operation === 'upsert') {
    if (asked.externalIdFieldName === undefined)
      throw new RequestError(400, 'INVALIDJOB', 'Field externalIdFieldName is required for an upsert');
    keyField(object, asked.externalIdFieldName);
  }
  if (asked.operation === 'hardDelete' && !org.definition.features.hardDelete)
    throw new RequestError(
      400,
      'FEATURENOTENABLED',
      'hardDelete operation requires special user profile permission, please contact your system administrator',
    );
  const job = openJob(exchange, asked, {
    id: org.store.nextId('750'),
    kind: 'ingest',
    object: object.name,
    operation: asked.operation,
    externalIdField: asked.externalIdFieldName ?? null,
    state: 'Open',
  });
  return json(200, jobInfo(job, false));
}

const jobOf = (exchange: Exchange) => jobOfKind(exchange, 'ingest');

async function upload(exchange: Exchange): Promise<Reply> {
  const { org } = exchange;
  const job = jobOf(exchange);
  if (job.state !== 'Open') throw wrongState(job, 'data goes into an open job');
  if (!/^text\/csv\b/i.test(exchange.headers['content-type'] ?? ''))
    throw new RequestError(415, 'UNSUPPORTED_MEDIA_TYPE', 'a bulk upload is text/csv');
  try {
    const blob = await org.blobs.save(exchange.stream(), org.definition.limits.bulkUploadBytes);
    changeJob(org, job.id, { upload: blob.name, uploads: jobOf(exchange).uploads + 1 });
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new RequestError(413, 'REQUEST_ENTITY_TOO_LARGE', 'the upload is larger than a job may be');
  }
  return { status: 201 };
}

async function change(exchange: Exchange): Promise<Reply> {
  const { org, stallMs, failAfter, refuseRecord } = exchange;
  const body = z.object({ state: z.enum(['UploadComplete', 'Aborted']) }).safeParse(await exchange.json());
  if (!body.success) throw new RequestError(400, 'INVALIDJOB', 'state must be UploadComplete or Aborted');
  const job = jobOf(exchange);
  const { state } = body.data;
  if (state === 'Aborted') {
    if (!/^(Open|UploadComplete|InProgress)$/.test(job.state))
      throw wrongState(job, 'it cannot be aborted any more');
    changeJob(org, job.id, { state, endedAt: Date.now() });
  } else {
    if (job.state !== 'Open') throw wrongState(job, 'only an open job can be closed');
    changeJob(org, job.id, { state });
    startJob(org, job.id, { stallMs, failAfter, refuseRecord });
  }
  return json(200, jobInfo({ ...job, state }, false));
}

async function remove(exchange: Exchange): Promise<Reply> {
  const { org } = exchange;
  const job = jobOf(exchange);
  if (!/^(JobComplete|Failed|Aborted)$/.test(job.state))
    throw wrongState(job, 'only a finished job can be deleted');
  org.store.statement('DELETE FROM _job WHERE id = ?').run(job.id);
  if (job.upload !== null) await org.blobs.remove(job.upload);
  for (const kind of ['successful', 'failed']) await org.blobs.remove(`${job.id}.${kind}.csv`);
  return { status: 204 };
}

const csv = { 'content-type': 'text/csv' };

function results(exchange: Exchange, kind: ResultKind): Reply {
  return { status: 200, headers: csv, stream: openResults(exchange.org, jobOf(exchange), kind) };
}

/** The rows that were not reached: all after the last one done, for a job that was aborted or failed. */
function unprocessed(exchange: Exchange): Reply {
  const { org } = exchange;
  const job = jobOf(exchange);
  const out = new PassThrough();
  const write = async (): Promise<void> => {
    if (job.upload === null) return void out.end();
    let line = -1;
    for await (const list of uploadRows(org.blobs.path(job.upload), job, 1000)) {
      const rows = list.filter(() => {
        line++;
        return line === 0 || (job.state !== 'JobComplete' && line > job.processed);
      });
      if (rows.length > 0 && !out.write(printRows(job, rows)))
        await new Promise((done) => out.once('drain', done));
    }
    out.end();
  };
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return { status: 200, headers: csv, stream: out };
}

export const bulkIngestRoutes: readonly Route[] = [
  { method: 'POST', path: '~/jobs/ingest', handle: create },
  ...jobRoutes('ingest'),
  { method: 'PUT', path: '~/jobs/ingest/:job/batches', handle: upload },
  { method: 'PATCH', path: '~/jobs/ingest/:job', handle: change },
  { method: 'DELETE', path: '~/jobs/ingest/:job', handle: remove },
  {
    method: 'GET',
    path: '~/jobs/ingest/:job/successfulResults',
    handle: (exchange) => results(exchange, 'successful'),
  },
  {
    method: 'GET',
    path: '~/jobs/ingest/:job/failedResults',
    handle: (exchange) => results(exchange, 'failed'),
  },
  { method: 'GET', path: '~/jobs/ingest/:job/unprocessedrecords', handle: unprocessed },
];
