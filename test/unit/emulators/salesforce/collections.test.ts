import assert from 'node:assert/strict';
import { key, startClient, type Client } from './client.ts';

const account = (record: Record<string, unknown>) => ({ attributes: { type: 'Account' }, ...record });
const contact = (record: Record<string, unknown>) => ({ attributes: { type: 'Contact' }, ...record });

describe('Salesforce collections', () => {
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

  const send = (method: string, path: string, records: unknown[], allOrNone?: boolean) =>
    client.call(method, path, { records, ...(allOrNone === undefined ? {} : { allOrNone }) });
  const names = async () =>
    (await client.records('SELECT Name FROM Account ORDER BY Name')).map((r) => r['Name']);

  it('answer in the order of the request, a refused record beside the others', async () => {
    const { status, body } = await send('POST', '/composite/sobjects', [
      account({ Name: 'A' }),
      account({}),
      contact({ LastName: 'C' }),
    ]);
    assert.equal(status, 200);
    assert.deepEqual(
      body.map((r: { success: boolean; id?: string }) => [r.success, r.id?.slice(0, 3)]),
      [
        [true, '001'],
        [false, undefined],
        [true, '003'],
      ],
    );
    assert.deepEqual(body[1].errors, [
      {
        statusCode: 'REQUIRED_FIELD_MISSING',
        message: 'Required fields are missing: [Name]',
        fields: ['Name'],
      },
    ]);
  });

  it('undo everything when one fails and allOrNone is set', async () => {
    const { body } = await send('POST', '/composite/sobjects', [account({ Name: 'A' }), account({})], true);
    assert.deepEqual(
      body.map((r: { errors: { statusCode: string }[] }) => r.errors[0]?.statusCode),
      ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING'],
    );
    assert.deepEqual(await names(), []);
  });

  it('take 200 records and no more', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => account({ Name: `N${i}` }));
    const over = await send('POST', '/composite/sobjects', many(201));
    assert.deepEqual([over.status, over.body[0].errorCode], [400, 'EXCEEDED_ID_LIMIT']);
    assert.deepEqual(await names(), []);
    const full = await send('POST', '/composite/sobjects', many(200));
    assert.ok(full.body.every((r: { success: boolean }) => r.success));
  });

  it('take at most ten stretches of one type', async () => {
    const mixed = Array.from({ length: 11 }, (_, i) =>
      i % 2 === 0 ? account({ Name: 'x' }) : contact({ LastName: 'y' }),
    );
    const { status, body } = await send('POST', '/composite/sobjects', mixed);
    assert.deepEqual([status, body[0].errorCode], [400, 'LIMIT_EXCEEDED']);
  });

  it('update by id, each id once', async () => {
    const id = await client.create('Account', { Name: 'Old' });
    const { body } = await send('PATCH', '/composite/sobjects', [
      account({ Id: id, Name: 'New' }),
      account({ id: id.slice(0, 15), Name: 'Again' }),
      account({ Name: 'Nobody' }),
      account({ Id: '001Mm0000zzzzzzzzz', Name: 'Missing' }),
    ]);
    assert.equal(body[0].success, true);
    assert.deepEqual(
      body.slice(1).map((r: { errors: { statusCode: string }[] }) => r.errors[0]?.statusCode),
      ['DUPLICATE_VALUE', 'MISSING_ARGUMENT', 'MALFORMED_ID'],
    );
    assert.deepEqual(await names(), ['New']);
  });

  const path = '/composite/sobjects/Account/SD_Id__c';

  it('upsert by external id: created once, then updated', async () => {
    const first = await send('PATCH', path, [account({ SD_Id__c: 'a-1', Name: 'One' })]);
    const second = await send('PATCH', path, [account({ SD_Id__c: 'A-1', Name: 'Two' })]);
    assert.deepEqual([first.body[0].created, second.body[0].created], [true, false]);
    assert.equal(first.body[0].id, second.body[0].id);
    assert.deepEqual(await names(), ['Two']);
  });

  it('refuse every record of a key that stands twice', async () => {
    const { body } = await send('PATCH', path, [
      account({ SD_Id__c: 'k', Name: 'One' }),
      account({ SD_Id__c: 'other', Name: 'Other' }),
      account({ SD_Id__c: 'K', Name: 'Two' }),
    ]);
    const codes = body.map(
      (r: { errors: { statusCode: string; message: string }[] }) => r.errors[0]?.message,
    );
    assert.deepEqual(codes, [
      'Duplicate external id specified: k',
      undefined,
      'Duplicate external id specified: K',
    ]);
    assert.deepEqual(await names(), ['Other']);
  });

  it('upsert by a look-up field, which several records may share', async () => {
    const by = '/composite/sobjects/Contact/Email';
    const one = contact({ Email: 'p@x.example', LastName: 'P' });
    const made = await send('PATCH', by, [one]);
    const again = await send('PATCH', by, [one]);
    assert.deepEqual([made.body[0].created, again.body[0].created], [true, false]);
    await client.create('Contact', { Email: 'P@x.example', LastName: 'Q' });
    const both = await send('PATCH', by, [one]);
    assert.equal(both.body[0].errors[0].statusCode, 'DUPLICATE_EXTERNAL_ID');
  });

  it('do not upsert by a field that is no key', async () => {
    const { status, body } = await send('PATCH', '/composite/sobjects/Account/Site', [
      account({ Site: 'x' }),
    ]);
    assert.deepEqual([status, body[0].errorCode], [404, 'NOT_FOUND']);
    assert.match(body[0].message, /Provided external ID field does not exist or is not accessible: Site/);
  });

  it('find the parent by its external id', async () => {
    const id = await client.create('Account', { Name: 'Parent', SD_Id__c: 'a-9' });
    const { body } = await send('PATCH', '/composite/sobjects/Contact/SD_Id__c', [
      contact({ SD_Id__c: 'c-1', LastName: 'L', Account: { SD_Id__c: 'a-9' } }),
      contact({ SD_Id__c: 'c-2', LastName: 'L', Account: { SD_Id__c: 'a-8' } }),
    ]);
    assert.deepEqual([body[0].success, body[1].success], [true, false]);
    const [row] = await client.records('SELECT AccountId FROM Contact');
    assert.equal(row?.['AccountId'], id);
  });

  it('delete by ids', async () => {
    const id = await client.create('Account', { Name: 'A' });
    const child = await client.create('Contact', { LastName: 'L', AccountId: id });
    const { body } = await client.call(
      'DELETE',
      `/composite/sobjects?ids=${id},${id},003Mm0000000999&allOrNone=false`,
    );
    assert.deepEqual(
      body.map(
        (r: { success: boolean; errors: { statusCode: string }[] }) => r.errors[0]?.statusCode ?? r.success,
      ),
      [true, 'ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY'],
    );
    assert.deepEqual(await client.records('SELECT Id FROM Contact'), [], 'contacts go with their account');
    const all = await client.get(`/queryAll?q=${encodeURIComponent('SELECT Id, IsDeleted FROM Contact')}`);
    assert.deepEqual(
      all.body.records.map((r: Record<string, unknown>) => [r['Id'], r['IsDeleted']]),
      [[child, true]],
    );
  });

  it('may take created dates on insert, never on update or upsert', async () => {
    const when = { CreatedDate: '2019-03-04T05:06:07.000Z' };
    const made = await send('POST', '/composite/sobjects', [account({ Name: 'A', ...when })]);
    const { id } = made.body[0] as { id: string };
    const [row] = await client.records('SELECT CreatedDate, LastModifiedDate FROM Account');
    assert.deepEqual(row, {
      CreatedDate: '2019-03-04T05:06:07.000+0000',
      LastModifiedDate: '2019-03-04T05:06:07.000+0000',
    });
    for (const [to, record] of [
      ['/composite/sobjects', { Id: id, ...when }],
      [path, { SD_Id__c: 'new', Name: 'B', ...when }],
    ] as const) {
      const { body } = await send('PATCH', to, [account(record)]);
      assert.equal(body[0].errors[0].statusCode, 'INVALID_FIELD_FOR_INSERT_UPDATE');
      assert.deepEqual(body[0].errors[0].fields, ['CreatedDate']);
    }
  });

  it('refuse created dates where the org does not let them be set', async () => {
    const strict = await startClient({ org: { features: { auditFields: false } } });
    const record = account({ Name: 'A', CreatedDate: '2019-03-04T05:06:07.000Z' });
    const { body } = await strict.call('POST', '/composite/sobjects', { records: [record] });
    assert.equal(body[0].errors[0].statusCode, 'INVALID_FIELD_FOR_INSERT_UPDATE');
    const described = await strict.get('/sobjects/Account/describe');
    const field = described.body.fields.find((f: { name: string }) => f.name === 'CreatedDate');
    assert.equal(field.createable, false);
    await strict.close();
  });
});

describe('Salesforce single records', () => {
  let client: Client;
  before(async () => {
    client = await startClient({ org: { customFields: [{ object: 'Account', ...key }] } });
  });
  after(() => client.close());

  it('are created, read, changed and deleted', async () => {
    const made = await client.call('POST', '/sobjects/Account', {
      Name: 'A',
      BillingCity: 'Bonn',
      AnnualRevenue: 12.5,
    });
    assert.equal(made.status, 201);
    const { id } = made.body as { id: string };
    assert.equal(made.headers.get('location'), `/services/data/v67.0/sobjects/Account/${id}`);
    const read = await client.get(`/sobjects/Account/${id}?fields=Name,BillingAddress,AnnualRevenue`);
    assert.deepEqual(
      [read.body.Name, read.body.BillingAddress.city, read.body.AnnualRevenue],
      ['A', 'Bonn', 12.5],
    );
    assert.equal((await client.call('PATCH', `/sobjects/Account/${id}`, { Name: 'B' })).status, 204);
    assert.equal((await client.get(`/sobjects/Account/${id}`)).body.Name, 'B');
    assert.equal((await client.call('DELETE', `/sobjects/Account/${id}`)).status, 204);
    const gone = await client.get(`/sobjects/Account/${id}`);
    assert.deepEqual([gone.status, gone.body[0].errorCode], [404, 'ENTITY_IS_DELETED']);
  });

  it('are upserted by external id in the path', async () => {
    const put = (body: unknown) => client.call('PATCH', '/sobjects/Account/SD_Id__c/x%2F1', body);
    const first = await put({ Name: 'X' });
    const second = await put({ Name: 'Y' });
    assert.deepEqual([first.status, first.body.created], [201, true]);
    assert.deepEqual([second.status, second.body.created, second.body.id], [200, false, first.body.id]);
    assert.equal((await client.get('/sobjects/Account/SD_Id__c/x%2F1')).body.Name, 'Y');
    assert.equal((await put({ Name: 'Z', SD_Id__c: 'x/1' })).body[0].errorCode, 'INVALID_FIELD');
  });
});
