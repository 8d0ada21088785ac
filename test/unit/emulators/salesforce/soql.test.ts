import assert from 'node:assert/strict';
import { bare, startClient, type Client } from './client.ts';

describe('SOQL', () => {
  let client: Client;
  before(async () => {
    client = await startClient({
      now: () => new Date('2026-05-20T12:00:00.000Z'),
      org: {
        customFields: [
          { object: 'Contact', name: 'Tags__c', type: 'MultiselectPicklist', values: ['a', 'b', 'c'] },
        ],
      },
    });
    const acme = await client.create('Account', {
      Name: 'Acme',
      BillingCity: 'Berlin',
      AnnualRevenue: 100,
      CreatedDate: '2020-01-15T10:00:00Z',
    });
    const beta = await client.create('Account', {
      Name: "Beta's 100%",
      BillingCity: 'Paris',
      AnnualRevenue: 300,
      ParentId: acme,
      CreatedDate: '2026-05-20T01:00:00Z',
    });
    await client.create('Account', {
      Name: 'gamma',
      AnnualRevenue: 200,
      CreatedDate: '2026-05-19T23:59:59Z',
    });
    await client.create('Contact', {
      LastName: 'Lee',
      FirstName: 'Ann',
      AccountId: acme,
      Email: 'ann@x.example',
      Birthdate: '1990-02-03',
      Tags__c: 'a;b',
    });
    await client.create('Contact', { LastName: 'Kim', AccountId: beta, Tags__c: 'c' });
    const loner = await client.create('Contact', { LastName: 'Orphan', HasOptedOutOfEmail: true });
    await client.create('Task', { Subject: 'About Kim', WhoId: loner, WhatId: acme });
    const lead = await client.create('Lead', { LastName: 'Lead', Company: 'C' });
    await client.create('Task', { Subject: 'About a lead', WhoId: lead });
  });
  after(() => client.close());

  /** A condition on accounts and the names it finds, in order of the name. */
  const onAccounts: readonly [string, readonly string[]][] = [
    ["Name = 'ACME'", ['Acme']],
    ["Name != 'Acme'", ["Beta's 100%", 'gamma']],
    ["BillingCity != 'Berlin'", ["Beta's 100%", 'gamma']],
    ['BillingCity = null', ['gamma']],
    ["BillingCity = ''", ['gamma']],
    ['BillingCity <> null', ['Acme', "Beta's 100%"]],
    ["Name LIKE 'beta\\'s%'", ["Beta's 100%"]],
    ["Name LIKE '%100\\%'", ["Beta's 100%"]],
    ["Name LIKE '_cme'", ['Acme']],
    ['AnnualRevenue > 100 AND AnnualRevenue <= 300', ["Beta's 100%", 'gamma']],
    ["AnnualRevenue >= 100 AND (AnnualRevenue < 2e2 OR Name = 'gamma')", ['Acme', 'gamma']],
    ["Name IN ('acme', 'gamma', 'none')", ['Acme', 'gamma']],
    ["BillingCity NOT IN ('Berlin')", ["Beta's 100%", 'gamma']],
    ["NOT BillingCity = 'Berlin'", ["Beta's 100%", 'gamma']],
    ["NOT (Name = 'Acme' OR Name = 'gamma')", ["Beta's 100%"]],
    ["Parent.Name = 'Acme'", ["Beta's 100%"]],
    ["Parent.Owner.Name LIKE 'Migration%'", ["Beta's 100%"]],
    ["Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Lee')", ['Acme']],
    ['Id NOT IN (SELECT AccountId FROM Contact)', ['gamma']],
    ['CreatedDate = TODAY', ["Beta's 100%"]],
    ['CreatedDate = YESTERDAY', ['gamma']],
    ['CreatedDate = LAST_N_DAYS:1', ["Beta's 100%", 'gamma']],
    ['CreatedDate < THIS_YEAR', ['Acme']],
    ['CreatedDate >= 2026-05-20T00:00:00Z', ["Beta's 100%"]],
    ['CreatedDate >= 2026-05-20T01:59:59+02:00', ["Beta's 100%", 'gamma']],
    ['IsDeleted = false', ['Acme', "Beta's 100%", 'gamma']],
    ['CALENDAR_YEAR(CreatedDate) = 2020', ['Acme']],
  ];
  for (const [condition, expected] of onAccounts) {
    it(`WHERE ${condition}`, async () => {
      const rows = await client.records(`SELECT Name FROM Account WHERE ${condition} ORDER BY Name`);
      assert.deepEqual(
        rows.map((r) => r['Name']),
        expected,
      );
    });
  }

  /** Whole queries and their records. */
  const whole: readonly [string, unknown][] = [
    ["SELECT Name n FROM Account a WHERE a.Name = 'Acme' LIMIT 1", [{ Name: 'Acme' }]],
    ['SELECT Name FROM Account ORDER BY AnnualRevenue DESC LIMIT 1 OFFSET 1', [{ Name: 'gamma' }]],
    [
      'SELECT Name FROM Account ORDER BY BillingCity NULLS LAST, Name',
      [{ Name: 'Acme' }, { Name: "Beta's 100%" }, { Name: 'gamma' }],
    ],
    [
      'SELECT Name FROM Account ORDER BY BillingCity',
      [{ Name: 'gamma' }, { Name: 'Acme' }, { Name: "Beta's 100%" }],
    ],
    [
      'SELECT LastName, Account.Name, Account.Parent.Name FROM Contact ORDER BY LastName',
      [
        { LastName: 'Kim', Account: { Name: "Beta's 100%", Parent: { Name: 'Acme' } } },
        { LastName: 'Lee', Account: { Name: 'Acme', Parent: null } },
        { LastName: 'Orphan', Account: null },
      ],
    ],
    [
      'SELECT Subject, Who.Name, Who.Type, What.Name FROM Task ORDER BY Subject',
      [
        { Subject: 'About a lead', Who: { Name: 'Lead', Type: 'Lead' }, What: null },
        { Subject: 'About Kim', Who: { Name: 'Orphan', Type: 'Contact' }, What: { Name: 'Acme' } },
      ],
    ],
    ["SELECT Subject FROM Task WHERE Who.Type = 'Lead'", [{ Subject: 'About a lead' }]],
    [
      "SELECT Birthdate, HasOptedOutOfEmail FROM Contact WHERE LastName = 'Lee'",
      [{ Birthdate: '1990-02-03', HasOptedOutOfEmail: false }],
    ],
    ['SELECT LastName FROM Contact WHERE Birthdate < 2000-01-01', [{ LastName: 'Lee' }]],
    ['SELECT LastName FROM Contact WHERE HasOptedOutOfEmail = TRUE', [{ LastName: 'Orphan' }]],
    ["SELECT LastName FROM Contact WHERE Tags__c INCLUDES ('b;a', 'x')", [{ LastName: 'Lee' }]],
    [
      "SELECT LastName FROM Contact WHERE Tags__c EXCLUDES ('a') ORDER BY LastName",
      [{ LastName: 'Kim' }, { LastName: 'Orphan' }],
    ],
    [
      'SELECT COUNT(Id) n, SUM(AnnualRevenue) total, MAX(Name) FROM Account',
      [{ n: 3, total: 600, expr0: 'gamma' }],
    ],
    [
      'SELECT BillingCity, COUNT(Id) FROM Account GROUP BY BillingCity HAVING COUNT(Id) > 0 ORDER BY BillingCity NULLS LAST',
      [
        { BillingCity: 'Berlin', expr0: 1 },
        { BillingCity: 'Paris', expr0: 1 },
        { BillingCity: null, expr0: 1 },
      ],
    ],
    [
      'SELECT Account.Name, COUNT(Id) c FROM Contact WHERE AccountId != null GROUP BY Account.Name ORDER BY COUNT(Id), Account.Name',
      [
        { Name: 'Acme', c: 1 },
        { Name: "Beta's 100%", c: 1 },
      ],
    ],
    ['SELECT COUNT_DISTINCT(AccountId) n FROM Contact', [{ n: 2 }]],
    [
      "SELECT Name, (SELECT LastName FROM Contacts WHERE LastName LIKE 'L%') FROM Account ORDER BY Name LIMIT 2",
      [
        { Name: 'Acme', Contacts: { totalSize: 1, done: true, records: [{ LastName: 'Lee' }] } },
        { Name: "Beta's 100%", Contacts: null },
      ],
    ],
    [
      "SELECT BillingAddress FROM Account WHERE Name = 'Acme'",
      [
        {
          BillingAddress: {
            city: 'Berlin',
            country: null,
            geocodeAccuracy: null,
            latitude: null,
            longitude: null,
            postalCode: null,
            state: null,
            street: null,
          },
        },
      ],
    ],
    [
      "SELECT QualifiedApiName, DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account' AND QualifiedApiName = 'Name'",
      [{ QualifiedApiName: 'Name', DataType: 'Text(255)' }],
    ],
  ];
  for (const [soql, expected] of whole) {
    it(soql, async () => assert.deepEqual(await client.records(soql), expected));
  }

  const refused: readonly [string, string][] = [
    ['SELECT Nope FROM Account', 'INVALID_FIELD'],
    ['SELECT Nope.Name FROM Account', 'INVALID_FIELD'],
    ['SELECT Id FROM Nope__c', 'INVALID_TYPE'],
    ['SELECT FROM Account', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Account WHERE', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Account WHERE AnnualRevenue = '5'", 'INVALID_FIELD'],
    ["SELECT Id FROM Account WHERE CreatedDate = '2026-01-01'", 'INVALID_FIELD'],
    ['SELECT Id FROM Account WHERE CreatedDate = 2026-01-01', 'INVALID_FIELD'],
    ["SELECT Id FROM Account WHERE Description = 'long'", 'INVALID_FIELD'],
    ["SELECT Id FROM Account WHERE Id = 'CO-1'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ["SELECT Id FROM Account WHERE AnnualRevenue LIKE '1%'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ['SELECT Id, COUNT(Name) FROM Account', 'MALFORMED_QUERY'],
    ['SELECT FIELDS(ALL) FROM Account', 'MALFORMED_QUERY'],
    ['SELECT Id FROM ContentDocumentLink', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Account LIMIT 5 OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE'],
    ['SELECT Id FROM Account USING SCOPE mine', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Account WHERE Name = 'open", 'MALFORMED_QUERY'],
  ];
  for (const [soql, code] of refused) {
    it(`refuses ${soql}`, async () => {
      const { status, body } = await client.query(soql);
      assert.deepEqual([status, body[0].errorCode], [400, code], JSON.stringify(body));
    });
  }

  it('counts without records', async () => {
    const { body } = await client.query("SELECT COUNT() FROM Account WHERE Name LIKE '%a%'");
    assert.deepEqual(body, { totalSize: 3, done: true, records: [] });
  });

  it('finds hundreds of values with one IN, but not in a URL of more than 16 KB', async () => {
    const list = (length: number) => Array.from({ length }, (_, i) => `'n${i}'`).join(',');
    const find = (length: number) =>
      client.query(`SELECT Id FROM Account WHERE Name IN (${list(length)}, 'acme')`);
    const { status, body } = await find(900);
    assert.deepEqual([status, body.totalSize], [200, 1]);
    assert.equal((await find(2000)).status, 414);
  });
});

describe('SOQL pages', () => {
  it('are a picture of the moment, and a page can be asked for twice', async () => {
    const client = await startClient();
    const lines = ['Name', ...Array.from({ length: 2500 }, (_, i) => `A${String(i).padStart(4, '0')}`)];
    await client.bulk({ object: 'Account', operation: 'insert' }, lines);
    const soql = encodeURIComponent('SELECT Name FROM Account ORDER BY Name');
    const first = await client.get(`/query?q=${soql}`, { 'sforce-query-options': 'batchSize=1000' });
    assert.deepEqual([first.body.totalSize, first.body.done, first.body.records.length], [2500, false, 1000]);
    assert.match(first.body.nextRecordsUrl, /^\/services\/data\/v67\.0\/query\/01g\w+-1000$/);
    await client.create('Account', { Name: 'A0000x' });
    const second = await client.get(first.body.nextRecordsUrl);
    const again = await client.get(first.body.nextRecordsUrl);
    assert.deepEqual(again.body.records.map(bare), second.body.records.map(bare));
    const third = await client.get(second.body.nextRecordsUrl);
    assert.deepEqual(
      [third.body.done, third.body.records.length, third.body.nextRecordsUrl],
      [true, 500, undefined],
    );
    const all = [first, second, third].flatMap((p) => p.body.records.map((r: { Name: string }) => r.Name));
    assert.deepEqual(all, lines.slice(1));
    const gone = await client.get('/query/01g000000000000-500');
    assert.equal(gone.body[0].errorCode, 'INVALID_QUERY_LOCATOR');
    await client.close();
  });
});
