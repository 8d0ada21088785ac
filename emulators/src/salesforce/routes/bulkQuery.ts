import * as z from 'zod';
import { changeJob, jobInfo, wrongState } from '../bulk/job.ts';
import { printRows } from '../bulk/results.ts';
import { RequestError } from '../errors.ts';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import type { Org } from '../org/org.ts';
import { parseSoql } from '../soql/parser.ts';
import { compileSoql, openCursor, type Cursor } from '../soql/run.ts';
import { csvForm, jobOf as jobOfKind, jobRoutes, openJob } from './bulkJobs.ts';

const request = z.object({
  operation: z.enum(['query', 'queryAll']),
  query: z.string(),
  ...csvForm,
});

const cursors = new WeakMap<Org, Map<string, Cursor>>();

/** The job's result; made again after a restart. */
function cursorOf(org: Org, id: string, soql: string, all: boolean): Cursor {
  let map = cursors.get(org);
  if (map === undefined) cursors.set(org, (map = new Map()));
  let cursor = map.get(id);
  if (cursor === undefined) {
    cursor = openCursor(org, compileSoql(org, soql, all));
    map.set(id, cursor);
  }
  return cursor;
}

async function create(exchange: Exchange): Promise<Reply> {
  const { org } = exchange;
  const parsed = request.safeParse(await exchange.json());
  if (!parsed.success)
    throw new RequestError(400, 'INVALIDJOB', parsed.error.issues[0]?.message ?? 'not valid');
  const asked = parsed.data;
  const query = parseSoql(asked.query);
  const nested = query.select.some((s) => s.kind === 'children');
  const aggregate = query.groupBy.length > 0 || query.select.some((s) => s.kind === 'call');
  if (nested || aggregate || query.offset !== undefined)
    throw new RequestError(
      400,
      'INVALIDJOB',
      'a bulk query has no functions, no GROUP BY, no OFFSET and no nested query',
    );
  const id = org.store.nextId('750');
  const cursor = cursorOf(org, id, asked.query, asked.operation === 'queryAll');
  const job = openJob(exchange, asked, {
    id,
    kind: 'query',
    object: query.object,
    operation: asked.operation,
    query: asked.query,
    state: 'JobComplete',
    processed: cursor.total,
    startedAt: Date.now(),
    endedAt: Date.now(),
  });
  return json(200, jobInfo({ ...job, state: 'UploadComplete' }, false));
}

const jobOf = (exchange: Exchange) => jobOfKind(exchange, 'query');

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

function results(exchange: Exchange): Reply {
  const job = jobOf(exchange);
  if (job.state !== 'JobComplete') throw wrongState(job, 'its results are not ready');
  const { searchParams } = exchange.url;
  const size = Math.min(200_000, Math.max(1, Number(searchParams.get('maxRecords') ?? 50_000)));
  const offset = Number(Buffer.from(searchParams.get('locator') ?? 'MA', 'base64url').toString('utf8'));
  if (!Number.isInteger(offset))
    throw new RequestError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  const cursor = cursorOf(exchange.org, job.id, job.query ?? '', job.operation === 'queryAll');
  const rows = cursor.page(offset, size).map((cells) => cursor.compiled.texts(cells).map(cell));
  const next = offset + rows.length;
  const locator = next < cursor.total ? Buffer.from(String(next)).toString('base64url') : 'null';
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv',
      'sforce-locator': locator,
      'sforce-numberofrecords': String(rows.length),
    },
    text: printRows(job, [[...cursor.compiled.header], ...rows]),
  };
}

function close(exchange: Exchange): void {
  const map = cursors.get(exchange.org);
  map?.get(exchange.params['job'] ?? '')?.close();
  map?.delete(exchange.params['job'] ?? '');
}

export const bulkQueryRoutes: readonly Route[] = [
  { method: 'POST', path: '~/jobs/query', handle: create },
  ...jobRoutes('query'),
  { method: 'GET', path: '~/jobs/query/:job/results', handle: results },
  {
    method: 'PATCH',
    path: '~/jobs/query/:job',
    handle: (exchange) => {
      const job = jobOf(exchange);
      if (job.state === 'JobComplete') throw wrongState(job, 'it is finished');
      changeJob(exchange.org, job.id, { state: 'Aborted' });
      return json(200, jobInfo({ ...job, state: 'Aborted' }, true));
    },
  },
  {
    method: 'DELETE',
    path: '~/jobs/query/:job',
    handle: (exchange) => {
      close(exchange);
      exchange.org.store.statement('DELETE FROM _job WHERE id = ?').run(jobOf(exchange).id);
      return { status: 204 };
    },
  },
];
