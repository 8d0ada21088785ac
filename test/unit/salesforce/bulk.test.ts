import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { WriteBatch, WriteRecord, WriteResult } from '@migmap/engine/connectors/destination';
import { parse } from 'csv-parse/sync';
import type { Seen } from '../http/stub.ts';
import { csv, json, startOrg, type Org, type Reply } from './org.ts';
import { describeOf } from './samples.ts';

const contact = describeOf('Contact', [
  { name: 'Id', type: 'id' },
  { name: 'LastName', type: 'string' },
  { name: 'Description', type: 'textarea' },
  { name: 'K__c', type: 'string', externalId: true, unique: true, caseSensitive: true },
]);
const member = describeOf('CampaignMember', [
  { name: 'CampaignId', type: 'reference' },
  { name: 'ContactId', type: 'reference' },
]);

interface Job {
  id: string;
  state: string;
  rows: Record<string, string>[];
  uploads: number;
  operation: string;
}

/** A bulk server that loads what it is given and answers the rows backwards. */
function bulkServer(
  override: (request: Seen, nth: number, jobs: Map<string, Job>) => Reply | undefined = () => undefined,
) {
  const jobs = new Map<string, Job>();
  const answer = (request: Seen, nth: number): Reply | undefined => {
    const own = override(request, nth, jobs);
    if (own !== undefined) return own;
    const [, id, part] = /\/jobs\/ingest\/?(\w*)\/?(\w*)/.exec(request.path) ?? [];
    if (id === undefined) return undefined;
    if (id === '') {
      const job = {
        id: `750${jobs.size + 1}`,
        state: 'Open',
        rows: [],
        uploads: 0,
        operation: (JSON.parse(request.body) as Job).operation,
      };
      jobs.set(job.id, job);
      return json(job);
    }
    const job = jobs.get(id);
    if (!job) return { ...json([{ errorCode: 'NOT_FOUND', message: 'no job' }]), status: 404 };
    if (part === 'batches') {
      if (job.uploads++ > 0)
        return {
          ...json([{ errorCode: 'INVALIDJOBSTATE', message: `Found multiple contents for job: <${id}>` }]),
          status: 400,
        };
      job.rows = parse(request.body, { columns: true });
      return { status: 201 };
    }
    if (request.method === 'PATCH') {
      job.state = (JSON.parse(request.body) as Job).state === 'Aborted' ? 'Aborted' : 'JobComplete';
      return json(job);
    }
    if (part === '') return json({ ...job, rows: undefined, numberRecordsProcessed: job.rows.length });
    const names = Object.keys(job.rows[0] ?? {});
    const good = job.rows.filter((r) => r['LastName'] !== 'bad').toReversed();
    const bad = job.rows.filter((r) => r['LastName'] === 'bad');
    const cells = (r: Record<string, string>) =>
      names.map((n) => `"${r[n]?.replaceAll('"', '""')}"`).join(',');
    const loaded = job.state === 'JobComplete';
    if (part === 'successfulResults')
      return csv([
        `"sf__Id","sf__Created",${names.join(',')}`,
        ...(loaded
          ? good.map((r) => `"003${r['K__c'] ?? r['ContactId'] ?? r['Id']}","true",${cells(r)}`)
          : []),
      ]);
    if (part === 'failedResults')
      return csv([
        `"sf__Id","sf__Error",${names.join(',')}`,
        ...(loaded ? bad.map((r) => `"","STRING_TOO_LONG:too long: x:LastName --",${cells(r)}`) : []),
      ]);
    return csv([names.join(','), ...(loaded ? [] : job.rows.map(cells))]);
  };
  return { jobs, answer };
}

function batch(records: readonly WriteRecord[], more: Partial<WriteBatch> = {}): WriteBatch {
  return { object: 'Contact', operation: 'insert', keyField: 'K__c', channel: 'bulk', records, ...more };
}
const rows = (keys: readonly string[]): WriteRecord[] =>
  keys.map((k) => ({ key: k, values: { K__c: k, LastName: `Name of ${k}` } }));
const ids = (results: readonly WriteResult[]) =>
  Object.fromEntries(results.map((r) => [r.key, r.outcome === 'failed' ? r.error.code : r.id]));

describe('Salesforce bulk', () => {
  let org: Org | undefined;
  const handles: string[] = [];
  const context = { remember: (h: string) => Promise.resolve(void handles.push(h)) };
  const start = async (server: ReturnType<typeof bulkServer>) => {
    handles.length = 0;
    return (org = await startOrg([contact, member], server.answer));
  };
  afterEach(async () => {
    await org?.close();
    org = undefined;
    assert.deepEqual(
      readdirSync(tmpdir()).filter((f) => f.startsWith(`migmap-bulk-${process.pid}-`)),
      [],
      'no part stays behind',
    );
  });

  it('pairs results with rows by key, whatever their order, and says why a row failed', async () => {
    const { destination } = await start(bulkServer());
    const records = [...rows(['a', 'b', 'A']), { key: 'x', values: { K__c: 'x', LastName: 'bad' } }];
    const results = await destination.write(batch(records), context);
    assert.deepEqual(ids(results), { a: '003a', b: '003b', A: '003A', x: 'STRING_TOO_LONG' });
    assert.deepEqual(handles, ['7501/insert/K__c']);
  });

  it('remembers the job before it sends a row', async () => {
    const { destination, stub } = await start(bulkServer());
    let before = -1;
    await destination.write(batch(rows(['a'])), {
      remember: () => Promise.resolve(void (before = stub.seen.filter((s) => s.method === 'PUT').length)),
    });
    assert.equal(before, 0);
  });

  it('carries what a CSV must quote, and empties fields on an update', async () => {
    const server = bulkServer();
    const { destination } = await start(server);
    const text = 'a "b", c\n; d';
    const records = [{ key: 'k', id: '0031', values: { LastName: text, Description: null } }];
    await destination.write(batch(records, { operation: 'update', keyField: undefined }), context);
    assert.deepEqual(server.jobs.get('7501')?.rows, [{ Id: '0031', LastName: text, Description: '#N/A' }]);
  });

  const uploads: [string, Reply, number][] = [
    ['a 503', { status: 503 }, 1],
    ['a 500', { status: 500 }, 2],
    ['a cut connection', 'cut', 2],
  ];
  for (const [what, reply, jobsMade] of uploads) {
    it(`sends the part again after ${what}`, async () => {
      const server = bulkServer(({ method, path }, nth) =>
        method === 'PUT' && path.includes('7501') && nth === 1 ? reply : undefined,
      );
      const { destination, stub } = await start(server);
      assert.deepEqual(ids(await destination.write(batch(rows(['a', 'b'])), context)), {
        a: '003a',
        b: '003b',
      });
      const puts = stub.seen.filter((s) => s.method === 'PUT');
      assert.equal(puts.length, 2);
      assert.equal(puts[0]?.body, puts[1]?.body);
      assert.equal(server.jobs.size, jobsMade);
    });
  }

  it('takes a new job when the first has the part already', async () => {
    const server = bulkServer(({ method, path }, nth, jobs) => {
      if (method !== 'PUT' || nth !== 1 || !path.includes('7501')) return undefined;
      const job = jobs.get('7501');
      if (job) job.uploads = 1;
      return 'cut';
    });
    const { destination } = await start(server);
    assert.deepEqual(ids(await destination.write(batch(rows(['a'])), context)), { a: '003a' });
    assert.deepEqual(
      [...server.jobs.values()].map((j) => j.state),
      ['Aborted', 'JobComplete'],
    );
    assert.deepEqual(handles, ['7501/insert/K__c', '7502/insert/K__c']);
  });

  it('asks the job when closing it was not answered', async () => {
    const server = bulkServer(({ method, body }, _, jobs) => {
      const job = jobs.get('7501');
      if (method !== 'PATCH' || !body.includes('UploadComplete') || !job) return undefined;
      if (job.state === 'Open') {
        job.state = 'JobComplete';
        return 'cut';
      }
      return { ...json([{ errorCode: 'INVALIDJOBSTATE', message: 'already closed' }]), status: 400 };
    });
    const { destination } = await start(server);
    assert.deepEqual(ids(await destination.write(batch(rows(['a'])), context)), { a: '003a' });
  });

  it('names records without a key field by their natural identity', async () => {
    const { destination } = await start(bulkServer());
    const records = ['1', '2'].map((n) => ({ key: `k${n}`, values: { CampaignId: '701', ContactId: n } }));
    const results = await destination.write(
      batch(records, { object: 'CampaignMember', keyField: undefined }),
      context,
    );
    assert.deepEqual(ids(results), { k1: '0031', k2: '0032' });
    assert.deepEqual(handles, ['7501/insert']);
  });

  it('goes by collections where no column names the rows', async () => {
    const server = bulkServer(({ path, body }) =>
      path.endsWith('/composite/sobjects')
        ? json(
            (JSON.parse(body) as { records: unknown[] }).records.map((_, i) => ({
              id: `003${i}`,
              success: true,
            })),
          )
        : undefined,
    );
    const { destination } = await start(server);
    const records = ['1', '2'].map((n) => ({ key: n, values: { LastName: 'same' } }));
    assert.deepEqual(ids(await destination.write(batch(records, { keyField: undefined }), context)), {
      1: '0030',
      2: '0031',
    });
    assert.equal(server.jobs.size, 0);
  });

  it('sends by collections what a CSV cannot carry', async () => {
    const readBack = ['l', 'o'].map((K__c, i) => ({ Id: `00Q${i}`, K__c }));
    const server = bulkServer(({ path, body }) => {
      if (path.includes('/query')) return json({ done: true, totalSize: 2, records: readBack });
      return path.endsWith('/composite/sobjects')
        ? json(
            (JSON.parse(body) as { records: unknown[] }).records.map((_, i) => ({
              id: `00Q${i}`,
              success: true,
            })),
          )
        : undefined;
    });
    const { destination } = await start(server);
    const long = { key: 'l', values: { K__c: 'l', LastName: 'L', Description: 'x'.repeat(40_000) } };
    const odd = { key: 'o', values: { K__c: 'o', LastName: '#N/A' } };
    const results = await destination.write(batch([...rows(['a']), long, odd]), context);
    assert.deepEqual(ids(results), { a: '003a', l: '00Q0', o: '00Q1' });
  });

  it('a job that fails whole says why', async () => {
    const server = bulkServer(({ method, path }, _, jobs) => {
      const job = jobs.get('7501');
      if (method !== 'GET' || !job || !path.endsWith('7501')) return undefined;
      return json({
        id: '7501',
        state: 'Failed',
        numberRecordsProcessed: 0,
        errorMessage: 'InvalidBatch : Field name not found : X__c',
      });
    });
    const { destination } = await start(server);
    await assert.rejects(destination.write(batch(rows(['a'])), context), {
      class: 'schema',
      message: /Field name not found/,
    });
  });

  it('a row that comes back missing has no result, and one that comes back twice has two', async () => {
    const server = bulkServer(({ path }) =>
      path.endsWith('/successfulResults')
        ? csv(['sf__Id,sf__Created,K__c,LastName', '003a,true,a,x', '003b,true,b,x', '003c,true,b,x'])
        : undefined,
    );
    const { destination } = await start(server);
    const results = await destination.write(batch(rows(['a', 'b', 'c'])), context);
    assert.deepEqual(
      results.map((r) => r.key),
      ['a', 'b', 'b'],
    );
  });

  it('a run that is stopped while the job works leaves the job to be settled', async () => {
    const stop = new AbortController();
    let finished = false;
    const server = bulkServer(({ method, path }) => {
      if (method !== 'GET' || !path.endsWith('7501')) return undefined;
      stop.abort();
      return json({ id: '7501', state: finished ? 'JobComplete' : 'InProgress', numberRecordsProcessed: 2 });
    });
    const { destination } = await start(server);
    const begun = Date.now();
    await assert.rejects(destination.write(batch(rows(['a', 'b'])), { ...context, signal: stop.signal }), {
      class: 'doubt',
    });
    assert.ok(Date.now() - begun < 2_000);
    finished = true;
    assert.deepEqual(ids(await destination.settle('Contact', handles[0] ?? '')), { a: '003a', b: '003b' });
  });

  it('settling aborts a job that was never closed, and an unknown job says nothing', async () => {
    const server = bulkServer();
    const { destination } = await start(server);
    server.jobs.set('7509', { id: '7509', state: 'Open', rows: [], uploads: 0, operation: 'insert' });
    assert.deepEqual(await destination.settle('Contact', '7509/insert/K__c'), []);
    assert.equal(server.jobs.get('7509')?.state, 'Aborted');
    assert.deepEqual(await destination.settle('Contact', '7510/insert/K__c'), []);
  });
});
