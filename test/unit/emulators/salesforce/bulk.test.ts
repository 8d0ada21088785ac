import assert from 'node:assert/strict';
import { finished, key, startClient, type Client } from './client.ts';

describe('Bulk 2.0 ingest', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient({
      org: {
        customFields: [
          { object: 'Account', ...key },
          { object: 'Contact', ...key },
        ],
      },
    });
  });
  afterEach(() => client.close());

  it('inserts, and answers what became of each row in another order', async () => {
    const { job, successful, failed, unprocessed } = await client.bulk(
      { object: 'Contact', operation: 'insert' },
      [
        'SD_Id__c,LastName,Email,Birthdate',
        'c-1,Lee,lee@x.example,1990-01-02',
        'c-2,,,',
        'c-3,"Multi\nline ""quoted""",,',
        'c-4,Bad,,31.12.2025',
        'c-5,Bad,nobody,',
      ],
    );
    assert.deepEqual([job.state, job.numberRecordsProcessed, job.numberRecordsFailed], ['JobComplete', 5, 3]);
    assert.equal(job.apiVersion, 67);
    const [head, ...good] = successful;
    assert.equal(head, '"sf__Id","sf__Created","SD_Id__c","LastName","Email","Birthdate"');
    assert.match(good.join('\n'), /"true","c-3",[^]*"true","c-1"/, 'the later row comes first');
    const errors = failed.slice(1).toSorted();
    assert.deepEqual(errors, [
      '"","INVALID_EMAIL_ADDRESS:Email: invalid email address: nobody:Email --","c-5","Bad","nobody",""',
      '"","INVALID_TYPE_ON_FIELD_IN_RECORD:Birthdate: value not of required type: 31.12.2025:Birthdate --","c-4","Bad","","31.12.2025"',
      '"","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --","c-2","","",""',
    ]);
    assert.deepEqual(unprocessed.length, 1, 'the header alone');
    const rows = await client.records('SELECT LastName FROM Contact ORDER BY SD_Id__c');
    assert.deepEqual(rows, [{ LastName: 'Lee' }, { LastName: 'Multi\nline "quoted"' }]);
  });

  it('upserts by external id with a parent by its own, and keeps what an empty cell does not name', async () => {
    await client.create('Account', { Name: 'A', SD_Id__c: 'a-1' });
    const upsert = { object: 'Contact', operation: 'upsert', externalIdFieldName: 'SD_Id__c' };
    await client.bulk(upsert, ['SD_Id__c,LastName,Title,Phone,Account.SD_Id__c', 'c-1,Lee,Boss,1,a-1']);
    const { successful } = await client.bulk(upsert, [
      'SD_Id__c,LastName,Title,Phone',
      'c-1,Lee,,#N/A',
      'c-2,Kim,,',
    ]);
    assert.deepEqual(
      successful.slice(1).map((l) => l.split(',')[1]),
      ['"true"', '"false"'],
    );
    const rows = await client.records(
      'SELECT LastName, Title, Phone, Account.Name FROM Contact ORDER BY SD_Id__c',
    );
    assert.deepEqual(rows, [
      { LastName: 'Lee', Title: 'Boss', Phone: null, Account: { Name: 'A' } },
      { LastName: 'Kim', Title: null, Phone: null, Account: null },
    ]);
  });

  it('refuses both rows of a key that stands twice in a chunk', async () => {
    const upsert = { object: 'Account', operation: 'upsert', externalIdFieldName: 'SD_Id__c' };
    const { failed } = await client.bulk(upsert, ['SD_Id__c,Name', 'k,One', 'K,Two', 'j,Three']);
    assert.equal(failed.length, 3);
    assert.match(failed[1] ?? '', /DUPLICATE_VALUE:Duplicate external id specified: K:SD_Id__c --/);
  });

  it('updates and deletes by id', async () => {
    const id = await client.create('Account', { Name: 'A' });
    const updated = await client.bulk({ object: 'Account', operation: 'update' }, [
      'Id,Name',
      `${id},B`,
      '001Mm0000000999AAA,C',
    ]);
    assert.deepEqual([updated.job.numberRecordsProcessed, updated.job.numberRecordsFailed], [2, 1]);
    const removed = await client.bulk({ object: 'Account', operation: 'delete' }, ['Id', id]);
    assert.equal(removed.job.numberRecordsFailed, 0);
    assert.deepEqual(await client.records('SELECT Id FROM Account'), []);
  });

  it('purges with hardDelete, and never gives the id again', async () => {
    const id = await client.create('Account', { Name: 'A' });
    await client.bulk({ object: 'Account', operation: 'hardDelete' }, ['Id', id]);
    const all = await client.get(`/queryAll?q=${encodeURIComponent('SELECT Id FROM Account')}`);
    assert.equal(all.body.totalSize, 0);
    assert.notEqual(await client.create('Account', { Name: 'B' }), id);
  });

  const shapes: readonly [string, Record<string, unknown>, readonly string[]][] = [
    ['CRLF', { lineEnding: 'CRLF' }, ['Name,Site', 'A,S']],
    ['TAB', { columnDelimiter: 'TAB' }, ['Name\tSite', 'A\tS']],
    ['SEMICOLON', { columnDelimiter: 'SEMICOLON' }, ['Name;Site', 'A;S']],
    ['PIPE', { columnDelimiter: 'PIPE' }, ['Name|Site', 'A|S']],
    ['CARET', { columnDelimiter: 'CARET' }, ['Name^Site', 'A^S']],
    ['BACKQUOTE', { columnDelimiter: 'BACKQUOTE' }, ['name`SITE', 'A`S']],
  ];
  for (const [name, job, lines] of shapes) {
    it(`reads ${name}`, async () => {
      const outcome = await client.bulk({ object: 'Account', operation: 'insert', ...job }, lines);
      assert.equal(outcome.job.state, 'JobComplete', outcome.job.errorMessage);
      assert.deepEqual(await client.records('SELECT Name, Site FROM Account'), [{ Name: 'A', Site: 'S' }]);
    });
  }

  const broken: readonly [string, Record<string, unknown>, readonly string[], RegExp][] = [
    [
      'an unknown column',
      { operation: 'insert' },
      ['Name,Nope__c', 'A,1'],
      /InvalidBatch : Field name not found : Nope__c/,
    ],
    [
      'another line ending than declared',
      { operation: 'insert' },
      ['Name\r', 'A\r'],
      /LineEnding is invalid on user data. Current LineEnding setting is LF/,
    ],
    ['an update without ids', { operation: 'update' }, ['Name', 'A'], /needs the column Id/],
    [
      'an upsert without its key',
      { operation: 'upsert', externalIdFieldName: 'SD_Id__c' },
      ['Name', 'A'],
      /needs the column of its external id/,
    ],
    [
      'a ragged row',
      { operation: 'insert' },
      ['Name,Site', 'A,1', 'B'],
      /row 2 has 1 columns, the header has 2/,
    ],
  ];
  for (const [what, job, lines, message] of broken) {
    it(`fails the job for ${what}`, async () => {
      const outcome = await client.bulk({ object: 'Account', ...job }, lines);
      assert.equal(outcome.job.state, 'Failed');
      assert.match(outcome.job.errorMessage, message);
      assert.deepEqual(await client.records('SELECT Id FROM Account'), []);
    });
  }

  const refused: readonly [string, Record<string, unknown>, string][] = [
    ['an unknown object', { object: 'Nope__c', operation: 'insert' }, 'INVALIDENTITY'],
    ['an unknown operation', { object: 'Account', operation: 'merge' }, 'INVALIDJOB'],
    ['an upsert without a key', { object: 'Account', operation: 'upsert' }, 'INVALIDJOB'],
    [
      'an upsert by a field that is no key',
      { object: 'Account', operation: 'upsert', externalIdFieldName: 'Site' },
      'NOT_FOUND',
    ],
    ['another content type', { object: 'Account', operation: 'insert', contentType: 'XML' }, 'INVALIDJOB'],
  ];
  for (const [what, job, code] of refused) {
    it(`makes no job for ${what}`, async () => {
      const { body } = await client.call('POST', '/jobs/ingest', job);
      assert.equal(body[0].errorCode, code);
    });
  }

  it('keeps a job to its states', async () => {
    const { body } = await client.call('POST', '/jobs/ingest', { object: 'Account', operation: 'insert' });
    const base = `/jobs/ingest/${body.id}`;
    assert.deepEqual(
      [body.state, body.contentUrl],
      ['Open', `services/data/v67.0/jobs/ingest/${body.id}/batches`],
    );
    const wrong = await client.call('PUT', `${base}/batches`, 'Name\nA\n', { 'content-type': 'text/plain' });
    assert.equal(wrong.status, 415);
    assert.equal((await client.call('DELETE', base)).body[0].errorCode, 'INVALIDJOBSTATE');
    await client.call('PUT', `${base}/batches`, 'Name\nA\n', { 'content-type': 'text/csv' });
    assert.equal((await client.call('PATCH', base, { state: 'Aborted' })).body.state, 'Aborted');
    assert.equal(
      (await client.call('PATCH', base, { state: 'UploadComplete' })).body[0].errorCode,
      'INVALIDJOBSTATE',
    );
    const late = await client.call('PUT', `${base}/batches`, 'Name\nB\n', { 'content-type': 'text/csv' });
    assert.equal(late.body[0].errorCode, 'INVALIDJOBSTATE');
    assert.equal((await client.get(`${base}/unprocessedrecords`)).body, '"Name"\n"A"\n');
    assert.equal((await client.call('DELETE', base)).status, 204);
    assert.equal((await client.get(base)).status, 404);
  });

  it('fails a job that was uploaded to twice', async () => {
    const { body } = await client.call('POST', '/jobs/ingest', { object: 'Account', operation: 'insert' });
    const base = `/jobs/ingest/${body.id}`;
    for (let i = 0; i < 2; i++)
      await client.call('PUT', `${base}/batches`, 'Name\nA\n', { 'content-type': 'text/csv' });
    await client.call('PATCH', base, { state: 'UploadComplete' });
    const done = await finished(() => client.get(base));
    assert.equal(done.body.state, 'Failed');
    assert.match(done.body.errorMessage, /Found multiple contents for job/);
  });

  it('takes no more bytes than a job may have', async () => {
    const small = await startClient({ org: { limits: { bulkUploadBytes: 20 } } });
    const { body } = await small.call('POST', '/jobs/ingest', { object: 'Account', operation: 'insert' });
    const csv = { 'content-type': 'text/csv' };
    const over = await small.call('PUT', `/jobs/ingest/${body.id}/batches`, `Name\n${'x'.repeat(30)}\n`, csv);
    assert.equal(over.status, 413);
    await small.close();
  });

  it('loads many rows: every one counted once', async () => {
    const lines = [
      'SD_Id__c,Name',
      ...Array.from({ length: 5000 }, (_, i) => `k-${i},${i % 50 === 0 ? '' : `N${i}`}`),
    ];
    const { job, successful, failed } = await client.bulk({ object: 'Account', operation: 'insert' }, lines);
    assert.deepEqual([job.numberRecordsProcessed, job.numberRecordsFailed], [5000, 100]);
    const keys = new Set([...successful.slice(1), ...failed.slice(1)].map((l) => /"(k-\d+)"/.exec(l)?.[1]));
    assert.equal(keys.size, 5000);
    assert.equal((await client.query('SELECT COUNT() FROM Account')).body.totalSize, 4900);
  });
});

describe('Bulk 2.0 query', () => {
  it('gives pages by locator until it says null', async () => {
    const client = await startClient();
    const names = Array.from({ length: 25 }, (_, i) => `A${String(i).padStart(2, '0')}`);
    await client.bulk({ object: 'Account', operation: 'insert' }, ['Name', ...names]);
    const { body } = await client.call('POST', '/jobs/query', {
      operation: 'query',
      query: 'SELECT Name, Owner.Name, ParentId FROM Account ORDER BY Name',
    });
    const base = `/jobs/query/${body.id}`;
    const job = await finished(() => client.get(base));
    assert.equal(job.body.numberRecordsProcessed, 25);
    const seen: string[] = [];
    let locator = '';
    for (let page = 0; page < 5 && locator !== 'null'; page++) {
      const answer = await client.get(
        `${base}/results?maxRecords=10${locator === '' ? '' : `&locator=${locator}`}`,
      );
      const [head, ...lines] = String(answer.body).trim().split('\n');
      assert.equal(head, '"Name","Owner.Name","ParentId"');
      assert.equal(answer.headers.get('sforce-numberofrecords'), String(lines.length));
      seen.push(...lines);
      locator = answer.headers.get('sforce-locator') ?? 'null';
    }
    assert.deepEqual(
      seen,
      names.map((n) => `"${n}","Migration User",""`),
    );
    const grouped = await client.call('POST', '/jobs/query', {
      operation: 'query',
      query: 'SELECT COUNT(Id) FROM Account',
    });
    assert.equal(grouped.status, 400);
    await client.close();
  });
});
