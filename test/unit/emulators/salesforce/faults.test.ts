import assert from 'node:assert/strict';
import { finished, startClient, type Client } from './client.ts';

describe('faults on demand', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  const fault = (body: unknown) => client.call('POST', '/__faults', body);
  const insert = (...names: string[]) =>
    client.call('POST', '/composite/sobjects', {
      records: names.map((Name) => ({ attributes: { type: 'Account' }, Name })),
    });
  const count = async () => (await client.query('SELECT COUNT() FROM Account')).body.totalSize as number;
  const path = '/composite/sobjects';

  it('reject: nothing is done, and Retry-After is told', async () => {
    await fault({ method: 'POST', path, kind: 'reject', status: 503, retryAfter: 2 });
    const { status, headers, body } = await insert('A');
    assert.deepEqual(
      [status, headers.get('retry-after'), body[0].errorCode],
      [503, '2', 'SERVER_UNAVAILABLE'],
    );
    assert.equal(await count(), 0);
    assert.equal((await insert('A')).status, 200, 'once only');
  });

  it('strike the nth fitting request, as often as they say', async () => {
    await fault({ path, kind: 'reject', nth: 2, times: 2, status: 500 });
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await insert(`A${i}`)).status);
    assert.deepEqual(statuses, [200, 500, 500, 200, 200]);
    assert.equal((await client.get('/__faults')).body[0].struck, 2);
  });

  it('dropBeforeCommit: the connection ends and nothing is done', async () => {
    await fault({ path, kind: 'dropBeforeCommit' });
    await assert.rejects(insert('A'));
    assert.equal(await count(), 0);
  });

  it('failAfterCommit: the connection ends and all is done', async () => {
    await fault({ path, kind: 'failAfterCommit' });
    await assert.rejects(insert('A', 'B'));
    assert.equal(await count(), 2);
  });

  it('truncate: half an answer', async () => {
    await fault({ path, kind: 'truncate' });
    await assert.rejects(insert('A'));
    assert.equal(await count(), 1);
  });

  const ids = (body: { id: string }[]) => body.map((r) => r.id);
  const spoils: readonly [string, Record<string, unknown>, (all: string[]) => (string | undefined)[]][] = [
    ['permuteResults', {}, (all) => all.toReversed()],
    ['omitResult', { index: 1 }, ([a, , c]) => [a, c]],
    ['doubleResult', { index: 0 }, ([a, b, c]) => [a, a, b, c]],
    ['partialResults', {}, ([a]) => [a]],
  ];
  for (const [kind, more, expected] of spoils) {
    it(`${kind}: the records are written, the answer is another`, async () => {
      await fault({ path, kind, ...more });
      const { body } = await insert('A', 'B', 'C');
      const all = ids(
        await client
          .records('SELECT Id FROM Account ORDER BY Id')
          .then((rows) => rows.map((r) => ({ id: String(r['Id']) }))),
      );
      assert.equal(all.length, 3);
      assert.deepEqual(ids(body), expected(all));
    });
  }

  it('omitResult: in the results of a bulk job', async () => {
    await fault({ path: 'successfulResults', kind: 'omitResult', index: 0 });
    const { job, successful } = await client.bulk({ object: 'Account', operation: 'insert' }, [
      'Name',
      'A',
      'B',
    ]);
    assert.equal(job.numberRecordsProcessed, 2);
    assert.equal(successful.length, 2, 'header and one of two');
  });

  it('refuseRecord: one record of a batch, the others are written', async () => {
    await fault({ path, kind: 'refuseRecord', index: 1, code: 'UNABLE_TO_LOCK_ROW' });
    const { body } = await insert('A', 'B', 'C');
    assert.deepEqual(
      body.map(
        (r: { success: boolean; errors: { statusCode: string }[] }) => r.errors[0]?.statusCode ?? r.success,
      ),
      [true, 'UNABLE_TO_LOCK_ROW', true],
    );
    assert.equal(await count(), 2);
  });

  it('expireSession: 401 until there is another token', async () => {
    await fault({ path: '/limits', kind: 'expireSession' });
    assert.equal((await client.get('/limits')).status, 401);
    assert.equal((await client.get('/limits')).status, 401);
    assert.equal((await client.get('/limits', { authorization: 'Bearer another' })).status, 200);
  });

  it('errorAfterCommit: all is done, and the answer denies it', async () => {
    await fault({ path, kind: 'errorAfterCommit', status: 502 });
    assert.equal((await insert('A', 'B')).status, 502);
    assert.equal(await count(), 2);
  });

  it('hold: all is done, and the answer comes when the faults are cleared', async () => {
    await fault({ path, kind: 'hold' });
    let answered = false;
    const held = insert('A').then((answer) => {
      answered = true;
      return answer.status;
    });
    while ((await count()) === 0);
    assert.equal(answered, false);
    await client.call('DELETE', '/__faults');
    assert.equal(await held, 200);
  });

  it('hold: for a time', async () => {
    await fault({ path, kind: 'hold', ms: 60 });
    const started = performance.now();
    assert.equal((await insert('A')).status, 200);
    assert.ok(performance.now() - started >= 55);
  });

  it('jumpClock: records and answers have the new time, and the next ones too', async () => {
    const hours = (from: Date, to: string) => Math.round((Date.parse(to) - from.getTime()) / 3_600_000);
    await fault({ path, kind: 'jumpClock', ms: -7_200_000 });
    const before = new Date();
    const { headers } = await insert('A');
    assert.equal(hours(before, headers.get('date') ?? ''), -2);
    await insert('B');
    const stamps = await client.records('SELECT SystemModstamp FROM Account');
    assert.deepEqual(
      stamps.map((r) => hours(before, String(r['SystemModstamp']))),
      [-2, -2],
    );
  });

  it('failJob: a job breaks down after so many rows, and the rest is told as unprocessed', async () => {
    await fault({ method: 'PATCH', path: '/jobs/ingest', kind: 'failJob', index: 1 });
    const { job, successful, unprocessed } = await client.bulk({ object: 'Account', operation: 'insert' }, [
      'Name',
      'A',
      'B',
      'C',
    ]);
    assert.deepEqual([job.state, job.numberRecordsProcessed], ['Failed', 1]);
    assert.match(job.errorMessage, /^InternalServerError/);
    assert.equal(successful.length, 2);
    assert.deepEqual(unprocessed, ['"Name"', '"B"', '"C"']);
    assert.equal(await count(), 1);
  });

  it('slow: later, but well', async () => {
    await fault({ path, kind: 'slow', ms: 60 });
    const started = performance.now();
    assert.equal((await insert('A')).status, 200);
    assert.ok(performance.now() - started >= 55);
  });

  it('stallJob: a job can be aborted while it rests', async () => {
    const made = await client.call('POST', '/jobs/ingest', { object: 'Account', operation: 'insert' });
    const base = `/jobs/ingest/${made.body.id}`;
    await client.call('PUT', `${base}/batches`, 'Name\nA\n', { 'content-type': 'text/csv' });
    await fault({ method: 'PATCH', path: '/jobs/ingest', kind: 'stallJob', ms: 60_000 });
    await client.call('PATCH', base, { state: 'UploadComplete' });
    assert.match((await client.get(base)).body.state, /UploadComplete|InProgress/);
    await client.call('PATCH', base, { state: 'Aborted' });
    assert.equal((await finished(() => client.get(base))).body.state, 'Aborted');
    assert.equal((await client.get(`${base}/unprocessedrecords`)).body, '"Name"\n"A"\n');
    assert.equal(await count(), 0);
  });

  it('are refused when they are none, and forgotten on demand', async () => {
    assert.equal((await fault({ kind: 'explode' })).body[0].errorCode, 'INVALID_FAULT');
    await fault([{ kind: 'reject' }, { kind: 'slow', ms: 1 }]);
    assert.equal((await client.call('DELETE', '/__faults')).status, 204);
    assert.equal((await insert('A')).status, 200);
  });

  it('and requests are logged', async () => {
    await insert('A');
    const log = (await client.get('/__requests')).body;
    const last = log.at(-1);
    assert.deepEqual(
      [last.method, last.path, last.status],
      ['POST', '/services/data/v67.0/composite/sobjects', 200],
    );
  });
});
