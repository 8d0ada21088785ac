import assert from 'node:assert/strict';
import { startClient, type Client } from './client.ts';

const base = '/services/data/v67.0';

describe('Salesforce composite', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  const account = { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'a', body: { Name: 'A' } };
  const child = {
    method: 'POST',
    url: `${base}/sobjects/Contact`,
    referenceId: 'c',
    body: { LastName: 'L', AccountId: '@{a.id}' },
  };
  const query = {
    method: 'GET',
    url: `${base}/query?q=SELECT+Name+FROM+Account+WHERE+Id='@{a.id}'`,
    referenceId: 'q',
  };
  const bad = { method: 'POST', url: `${base}/sobjects/Contact`, referenceId: 'bad', body: {} };
  const send = (compositeRequest: unknown[], allOrNone = false) =>
    client.call('POST', '/composite', { allOrNone, compositeRequest });
  const codes = (body: { compositeResponse: { httpStatusCode: number }[] }) =>
    body.compositeResponse.map((r) => r.httpStatusCode);

  it('runs parts that refer to earlier ones', async () => {
    const { status, body } = await send([account, child, query]);
    assert.equal(status, 200);
    assert.deepEqual(codes(body), [201, 201, 200]);
    assert.equal(body.compositeResponse[2].body.records[0].Name, 'A');
    assert.deepEqual(await client.records('SELECT Account.Name FROM Contact'), [{ Account: { Name: 'A' } }]);
  });

  it('counts as one request of the day', async () => {
    const before = Number(
      /=(\d+)\//.exec((await client.get('/limits')).headers.get('sforce-limit-info') ?? '')?.[1],
    );
    const { headers } = await send([account, child]);
    assert.match(headers.get('sforce-limit-info') ?? '', new RegExp(`=${before + 1}/`));
  });

  it('goes on after a failure, but for what refers to it', async () => {
    const orphan = { ...child, body: { LastName: 'L', AccountId: '@{bad.id}' } };
    const { body } = await send([bad, orphan, account]);
    assert.deepEqual(codes(body), [400, 400, 201]);
    assert.equal(body.compositeResponse[1].body[0].errorCode, 'PROCESSING_HALTED');
  });

  it('undoes all with allOrNone, while another writer waits', async () => {
    const [{ body }] = await Promise.all([
      send([account, child, bad], true),
      client.create('Account', { Name: 'Meanwhile' }),
    ]);
    assert.deepEqual(codes(body), [400, 400, 400]);
    assert.deepEqual(
      body.compositeResponse.map((r: { body: { errorCode: string }[] }) => r.body[0]?.errorCode),
      ['PROCESSING_HALTED', 'PROCESSING_HALTED', 'REQUIRED_FIELD_MISSING'],
    );
    assert.deepEqual(await client.records('SELECT Name FROM Account'), [{ Name: 'Meanwhile' }]);
  });

  it('takes 25 parts and no more', async () => {
    const { status } = await send(
      Array.from({ length: 26 }, (_, i) => ({ ...account, referenceId: `r${i}` })),
    );
    assert.equal(status, 400);
  });

  const collection = (referenceId: string) => ({
    method: 'POST',
    url: `${base}/composite/sobjects`,
    referenceId,
    body: { allOrNone: false, records: [{ attributes: { type: 'Account' }, Name: referenceId }] },
  });

  it('takes five collections and no more', async () => {
    const five = ['a', 'b', 'c', 'd', 'e'];
    const { body } = await send(five.map(collection));
    assert.deepEqual(codes(body), [200, 200, 200, 200, 200]);
    assert.equal((await send([...five, 'f'].map(collection))).status, 400);
    assert.equal((await client.records('SELECT Id FROM Account')).length, 5);
  });

  it('wants names that tell parts apart', async () => {
    assert.equal((await send([collection('a'), collection('a')])).status, 400);
  });

  it('obeys the headers of a part', async () => {
    await client.close();
    client = await startClient({
      org: { duplicateRules: [{ object: 'Contact', fields: ['Email'], action: 'alert' }] },
    });
    const twin = (referenceId: string, httpHeaders: object) => ({
      ...child,
      referenceId,
      httpHeaders,
      body: { LastName: 'Twin', Email: 'twin@example.org' },
    });
    const { body } = await send([
      twin('one', {}),
      twin('two', {}),
      twin('three', { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' }),
    ]);
    assert.deepEqual(codes(body), [201, 400, 201]);
  });

  it('answers 404 inside for what is not there', async () => {
    const { body } = await send([{ method: 'GET', url: `${base}/nothing/here`, referenceId: 'n' }]);
    assert.deepEqual(codes(body), [404]);
    assert.equal(body.compositeResponse[0].body[0].errorCode, 'NOT_FOUND');
  });

  it('batch: parts on their own', async () => {
    const batchRequests = [
      { method: 'POST', url: 'v67.0/sobjects/Account', richInput: { Name: 'A' } },
      { method: 'POST', url: 'v67.0/sobjects/Account', richInput: {} },
      { method: 'GET', url: 'v67.0/limits' },
    ];
    const { body } = await client.call('POST', '/composite/batch', { batchRequests });
    assert.deepEqual(
      [body.hasErrors, body.results.map((r: { statusCode: number }) => r.statusCode)],
      [true, [201, 400, 200]],
    );
    const halted = await client.call('POST', '/composite/batch', { haltOnError: true, batchRequests });
    assert.deepEqual(
      halted.body.results.map((r: { statusCode: number }) => r.statusCode),
      [201, 400, 412],
    );
  });

  const tree = (contact: Record<string, unknown>) => ({
    records: [
      {
        attributes: { type: 'Account', referenceId: 'a1' },
        Name: 'A',
        Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'c1' }, ...contact }] },
      },
    ],
  });

  it('tree: parents with their children, or nothing', async () => {
    const good = await client.call('POST', '/composite/tree/Account', tree({ LastName: 'L' }));
    assert.equal(good.status, 201);
    assert.deepEqual(
      good.body.results.map((r: { referenceId: string }) => r.referenceId),
      ['a1', 'c1'],
    );
    assert.deepEqual(await client.records('SELECT Account.Name FROM Contact'), [{ Account: { Name: 'A' } }]);
    const refused = await client.call('POST', '/composite/tree/Account', tree({}));
    assert.deepEqual(
      [refused.status, refused.body.hasErrors, refused.body.results[0].referenceId],
      [400, true, 'c1'],
    );
    assert.equal((await client.query('SELECT COUNT() FROM Account')).body.totalSize, 1);
  });
});
