import assert from 'node:assert/strict';
import { key, startClient, type Client } from './client.ts';

/** One record that the platform refuses: code, fields and a part of the message. */
interface Refusal {
  readonly what: string;
  readonly object: string;
  readonly record: (ids: Ids) => Record<string, unknown>;
  readonly code: string;
  readonly fields?: readonly string[];
  readonly says?: RegExp;
  /** A parser refuses it, before any record is looked at. */
  readonly whole?: boolean;
}

interface Ids {
  readonly account: string;
  readonly lead: string;
  readonly contact: string;
  readonly gone: string;
  readonly leaver: string;
  readonly small: string;
}

const opportunity = { Name: 'O', StageName: 'Prospecting', CloseDate: '2026-01-31' };

const refusals: readonly Refusal[] = [
  {
    what: 'an unknown field',
    object: 'Account',
    record: () => ({ Name: 'A', Nope__c: 1 }),
    code: 'INVALID_FIELD',
    says: /No such column 'Nope__c' on sobject of type Account/,
    whole: true,
  },
  {
    what: 'a read-only field',
    object: 'Account',
    record: () => ({ Name: 'A', IsDeleted: false }),
    code: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    fields: ['IsDeleted'],
  },
  {
    what: 'an id on insert',
    object: 'Account',
    record: ({ account }) => ({ Id: account, Name: 'A' }),
    code: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    fields: ['Id'],
  },
  {
    what: 'a missing required field',
    object: 'Contact',
    record: () => ({ FirstName: 'F' }),
    code: 'REQUIRED_FIELD_MISSING',
    fields: ['LastName'],
    says: /Required fields are missing: \[LastName\]/,
  },
  {
    what: 'several missing fields at once',
    object: 'Opportunity',
    record: () => ({ Amount: 1 }),
    code: 'REQUIRED_FIELD_MISSING',
    fields: ['Name', 'StageName', 'CloseDate'],
  },
  {
    what: 'white space where a value must be',
    object: 'Account',
    record: () => ({ Name: '  ' }),
    code: 'REQUIRED_FIELD_MISSING',
    fields: ['Name'],
  },
  {
    what: 'a text that is too long',
    object: 'Account',
    record: () => ({ Name: 'x'.repeat(256) }),
    code: 'STRING_TOO_LONG',
    fields: ['Name'],
    says: /max length=255/,
  },
  {
    what: 'a long text that is too long',
    object: 'Account',
    record: () => ({ Name: 'A', Description: 'x'.repeat(32_001) }),
    code: 'STRING_TOO_LONG',
    fields: ['Description'],
  },
  {
    what: 'a value out of a restricted picklist',
    object: 'Account',
    record: () => ({ Name: 'A', CleanStatus: 'Dirty' }),
    code: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    fields: ['CleanStatus'],
  },
  {
    what: 'a number too large',
    object: 'Account',
    record: () => ({ Name: 'A', NumberOfEmployees: 100_000_000 }),
    code: 'NUMBER_OUTSIDE_VALID_RANGE',
    fields: ['NumberOfEmployees'],
  },
  {
    what: 'a currency too large',
    object: 'Opportunity',
    record: () => ({ ...opportunity, Amount: 1e16 }),
    code: 'NUMBER_OUTSIDE_VALID_RANGE',
    fields: ['Amount'],
  },
  {
    what: 'an e-mail that is none',
    object: 'Contact',
    record: () => ({ LastName: 'L', Email: 'nobody' }),
    code: 'INVALID_EMAIL_ADDRESS',
    fields: ['Email'],
  },
  {
    what: 'a reference that is no id',
    object: 'Contact',
    record: () => ({ LastName: 'L', AccountId: 'CO-000123' }),
    code: 'MALFORMED_ID',
    fields: ['AccountId'],
  },
  {
    what: 'a reference to another kind of record',
    object: 'Contact',
    record: ({ lead }) => ({ LastName: 'L', AccountId: lead }),
    code: 'FIELD_INTEGRITY_EXCEPTION',
    fields: ['AccountId'],
  },
  {
    what: 'a reference to nothing',
    object: 'Contact',
    record: () => ({ LastName: 'L', AccountId: '001Mm0000zzzzzz' }),
    code: 'INVALID_CROSS_REFERENCE_KEY',
  },
  {
    what: 'a reference to a deleted record',
    object: 'Contact',
    record: ({ gone }) => ({ LastName: 'L', AccountId: gone }),
    code: 'ENTITY_IS_DELETED',
  },
  {
    what: 'a parent by an external id that nobody has',
    object: 'Contact',
    record: () => ({ LastName: 'L', Account: { SD_Id__c: 'none' } }),
    code: 'INVALID_FIELD',
    says: /Foreign key external ID: none not found for field SD_Id__c in entity Account/,
  },
  {
    what: 'an inactive owner',
    object: 'Account',
    record: ({ leaver }) => ({ Name: 'A', OwnerId: leaver }),
    code: 'INACTIVE_OWNER_OR_USER',
    fields: ['OwnerId'],
  },
  {
    what: 'a value that another record has',
    object: 'Account',
    record: () => ({ Name: 'A', SD_Id__c: 'A-1' }),
    code: 'DUPLICATE_VALUE',
    says: /duplicate value found: SD_Id__c duplicates value on record with id: 001/,
  },
  {
    what: 'an unknown stage',
    object: 'Opportunity',
    record: () => ({ ...opportunity, StageName: 'Wishful' }),
    code: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    fields: ['StageName'],
  },
  {
    what: 'a stage that the sales process lacks',
    object: 'Opportunity',
    record: ({ small }) => ({ ...opportunity, RecordTypeId: small }),
    code: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    fields: ['StageName'],
  },
  {
    what: 'a record type of another object',
    object: 'Account',
    record: ({ small }) => ({ Name: 'A', RecordTypeId: small }),
    code: 'INVALID_FIELD',
    says: /RecordTypeId/,
    whole: true,
  },
  {
    what: 'a date in words',
    object: 'Opportunity',
    record: () => ({ ...opportunity, CloseDate: '31.12.2025' }),
    code: 'JSON_PARSER_ERROR',
    says: /Cannot deserialize instance of date from VALUE_STRING value 31.12.2025/,
    whole: true,
  },
  {
    what: 'a day that is not in the calendar',
    object: 'Opportunity',
    record: () => ({ ...opportunity, CloseDate: '2025-02-29' }),
    code: 'JSON_PARSER_ERROR',
    whole: true,
  },
  {
    what: 'a text for a number',
    object: 'Account',
    record: () => ({ Name: 'A', AnnualRevenue: '1.234,56' }),
    code: 'JSON_PARSER_ERROR',
    whole: true,
  },
  {
    what: 'a number for a text',
    object: 'Account',
    record: () => ({ Name: 5 }),
    code: 'JSON_PARSER_ERROR',
    whole: true,
  },
  {
    what: 'a text for a boolean',
    object: 'Opportunity',
    record: () => ({ ...opportunity, IsPrivate: 'yes' }),
    code: 'JSON_PARSER_ERROR',
    whole: true,
  },
  {
    what: 'an instant without a zone',
    object: 'Event',
    record: () => ({ StartDateTime: '2026-01-01T10:00:00', DurationInMinutes: 5 }),
    code: 'JSON_PARSER_ERROR',
    whole: true,
  },
  {
    what: 'an activity about a lead and something else',
    object: 'Task',
    record: ({ lead, account }) => ({ WhoId: lead, WhatId: account }),
    code: 'FIELD_INTEGRITY_EXCEPTION',
    fields: ['WhatId'],
  },
  {
    what: 'an event without an end',
    object: 'Event',
    record: () => ({ StartDateTime: '2026-01-01T10:00:00Z' }),
    code: 'REQUIRED_FIELD_MISSING',
    fields: ['DurationInMinutes'],
  },
  {
    what: 'an event of a month',
    object: 'Event',
    record: () => ({ StartDateTime: '2026-01-01T10:00:00Z', EndDateTime: '2026-02-01T10:00:00Z' }),
    code: 'FIELD_INTEGRITY_EXCEPTION',
  },
  {
    what: 'a campaign member who is nobody',
    object: 'CampaignMember',
    record: () => ({ CampaignId: '701Mm0000000001' }),
    code: 'INVALID_CROSS_REFERENCE_KEY',
  },
  {
    what: 'a user name that is taken',
    object: 'User',
    record: () => ({ ...userRecord, Username: 'migration@local.example' }),
    code: 'DUPLICATE_USERNAME',
  },
];

const userRecord = {
  LastName: 'U',
  Email: 'u@x.example',
  Alias: 'u',
  TimeZoneSidKey: 'GMT',
  LocaleSidKey: 'en_US',
  EmailEncodingKey: 'UTF-8',
  LanguageLocaleKey: 'en_US',
  ProfileId: '00eMm0000000001',
  IsActive: true,
};

describe('Salesforce refuses', () => {
  let client: Client;
  let ids: Ids;
  before(async () => {
    client = await startClient({
      org: {
        customFields: [{ object: 'Account', ...key }],
        users: [{ email: 'left@x.example', name: 'Lou Left', active: false }],
        processes: [{ name: 'Short', stages: ['Qualification', 'Closed Won'] }],
        recordTypes: [{ object: 'Opportunity', name: 'Small', process: 'Short' }],
      },
    });
    const account = await client.create('Account', { Name: 'A', SD_Id__c: 'a-1' });
    const gone = await client.create('Account', { Name: 'Gone' });
    await client.call('DELETE', `/sobjects/Account/${gone}`);
    const idOf = async (soql: string): Promise<string> => String((await client.records(soql))[0]?.['Id']);
    ids = {
      account,
      gone,
      lead: await client.create('Lead', { LastName: 'L', Company: 'C' }),
      contact: await client.create('Contact', { LastName: 'L' }),
      leaver: await idOf("SELECT Id FROM User WHERE Email = 'left@x.example'"),
      small: await idOf("SELECT Id FROM RecordType WHERE DeveloperName = 'Small'"),
    };
  });
  after(() => client.close());

  for (const { what, object, record, code, fields, says, whole } of refusals) {
    it(`${what} (${object})`, async () => {
      const values = record(ids);
      const single = await client.call('POST', `/sobjects/${object}`, values);
      assert.ok(single.status >= 400, JSON.stringify(single.body));
      assert.equal(single.body[0].errorCode, code, JSON.stringify(single.body));
      if (fields !== undefined) assert.deepEqual(single.body[0].fields, fields);
      if (says !== undefined) assert.match(single.body[0].message, says);

      const records = [{ attributes: { type: object }, ...values }];
      const many = await client.call('POST', '/composite/sobjects', { records });
      if (whole === true) {
        assert.equal(many.status, 400);
        assert.equal(many.body[0].errorCode, code);
      } else {
        assert.equal(many.status, 200);
        assert.equal(many.body[0].success, false);
        assert.equal(many.body[0].errors[0].statusCode, code);
      }
    });
  }

  it('leaves nothing of what it refused', async () => {
    const [row] = await client.records('SELECT COUNT(Id) n FROM Opportunity');
    assert.equal(row?.['n'], 0);
  });

  it('an unknown object with 404', async () => {
    const answer = await client.call('POST', '/sobjects/Nope__c', { Name: 'x' });
    assert.deepEqual([answer.status, answer.body[0].errorCode], [404, 'NOT_FOUND']);
  });

  it('a body that is no JSON', async () => {
    const answer = await client.call('POST', '/sobjects/Account', '{"Name":', {
      'content-type': 'application/json',
    });
    assert.deepEqual([answer.status, answer.body[0].errorCode], [400, 'JSON_PARSER_ERROR']);
  });

  it('versions that are retired or not yet there', async () => {
    for (const version of ['v48.0', 'v68.0'])
      assert.equal((await client.get(`/services/data/${version}/limits`)).status, 404);
    assert.equal((await client.get('/services/data/v49.0/limits')).status, 200);
  });
});

describe('Salesforce session and limits', () => {
  it('a bad token gets 401 and nothing else', async () => {
    const client = await startClient({ org: { tokens: { bad: ['local'] } } });
    const { status, body } = await client.get('/limits');
    assert.deepEqual([status, body[0].errorCode], [401, 'INVALID_SESSION_ID']);
    await client.close();
  });

  it('with a list of good tokens no other one is taken', async () => {
    const client = await startClient({ org: { tokens: { good: ['good'] } } });
    assert.equal((await client.get('/limits')).status, 401);
    assert.equal((await client.get('/limits', { authorization: 'Bearer good' })).status, 200);
    await client.close();
  });

  it('tells how much of the day is used, and stops at the limit', async () => {
    const client = await startClient({ org: { limits: { dailyApiRequests: 2 } } });
    const first = await client.get('/limits');
    assert.equal(first.headers.get('sforce-limit-info'), 'api-usage=1/2');
    assert.deepEqual(first.body.DailyApiRequests, { Max: 2, Remaining: 1 });
    await client.get('/limits');
    const third = await client.get('/limits');
    assert.deepEqual([third.status, third.body[0].errorCode], [403, 'REQUEST_LIMIT_EXCEEDED']);
    await client.close();
  });

  it('refuses a body that is too large, whole', async () => {
    const client = await startClient({ org: { limits: { jsonBytes: 1000 } } });
    const { status, body } = await client.call('POST', '/sobjects/Account', {
      Name: 'A',
      Description: 'x'.repeat(1000),
    });
    assert.deepEqual([status, body[0].errorCode], [413, 'REQUEST_ENTITY_TOO_LARGE']);
    await client.close();
  });

  it('refuses records when the data storage is full, 2 KB each, until some are purged', async () => {
    const client = await startClient({ org: { limits: { dataStorageMb: 1 } } });
    const lines = ['Name', ...Array.from({ length: 520 }, (_, i) => `A${i}`)];
    const { job, failed } = await client.bulk({ object: 'Account', operation: 'insert' }, lines);
    assert.equal(job.numberRecordsFailed, 520 - 512);
    assert.match(failed[1] ?? '', /STORAGE_LIMIT_EXCEEDED:storage limit exceeded/);
    assert.deepEqual((await client.get('/limits')).body.DataStorageMB, { Max: 1, Remaining: 0 });
    const [row] = await client.records('SELECT Id FROM Account LIMIT 1');
    await client.bulk({ object: 'Account', operation: 'hardDelete' }, ['Id', String(row?.['Id'])]);
    await client.create('Account', { Name: 'fits' });
    await client.close();
  });

  it('refuses bulk jobs when the day has no batch left', async () => {
    const client = await startClient({ org: { limits: { bulkBatchesPerDay: 1 } } });
    const job = { object: 'Account', operation: 'insert' };
    assert.equal((await client.bulk(job, ['Name', 'A'])).job.state, 'JobComplete');
    assert.deepEqual((await client.get('/limits')).body.DailyBulkApiBatches, { Max: 1, Remaining: 0 });
    const second = await client.bulk(job, ['Name', 'B']);
    assert.deepEqual(
      [second.job.state, second.job.errorMessage],
      ['Failed', 'ExceededQuota : ApiBatchItems Limit exceeded.'],
    );
    await client.close();
  });
});
