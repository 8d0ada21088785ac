import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emulatedSystems, startEmulator } from '@migmap/emulators/all';
import { startSalesforceEmulator } from '@migmap/emulators/salesforce/server';
import { clientOf, finished, key, startClient } from './client.ts';

interface DescribedField {
  readonly name: string;
  readonly [property: string]: unknown;
}

describe('an org as it is defined', () => {
  it('has its users, record types, processes, stages, values and fields', async () => {
    const client = await startClient({
      org: {
        users: [{ email: 'ann@x.example', name: 'Ann Maria Lee', role: 'Sales', profile: 'Standard User' }],
        stages: [
          { name: 'New', probability: 5 },
          { name: 'Won', probability: 100, won: true },
          { name: 'Lost', probability: 0, closed: true },
        ],
        processes: [{ name: 'Renewals', stages: ['New', 'Won'] }],
        recordTypes: [
          { object: 'Opportunity', name: 'Renewal', label: 'A renewal', process: 'Renewals', default: true },
        ],
        picklistValues: { 'Lead.Status': ['Fresh', { value: 'Old', label: 'Oldish', default: true }] },
        restrictedPicklists: ['Lead.Status'],
        customObjects: [{ name: 'Visit__c', label: 'Visit' }],
        customFields: [
          {
            object: 'Visit__c',
            name: 'Account__c',
            type: 'Lookup',
            referenceTo: 'Account',
            relationshipName: 'Visits',
          },
          { object: 'Activity', name: 'Score__c', type: 'Number', precision: 5, scale: 1 },
          { object: 'Account', name: 'Tier__c', type: 'Picklist', values: ['Gold'], restricted: true },
        ],
      },
    });
    const user = await client.records(
      "SELECT FirstName, LastName, UserRole.Name, Profile.Name FROM User WHERE Email = 'ann@x.example'",
    );
    assert.deepEqual(user, [
      {
        FirstName: 'Ann Maria',
        LastName: 'Lee',
        UserRole: { Name: 'Sales' },
        Profile: { Name: 'Standard User' },
      },
    ]);
    const stages = await client.records(
      'SELECT MasterLabel, IsWon, IsClosed FROM OpportunityStage WHERE IsActive = true ORDER BY SortOrder',
    );
    assert.deepEqual(
      stages.map((s) => Object.values(s)),
      [
        ['New', false, false],
        ['Won', true, true],
        ['Lost', false, true],
      ],
    );
    const { body: opportunity } = await client.get('/sobjects/Opportunity/describe');
    assert.deepEqual(
      opportunity.recordTypeInfos.map((r: DescribedField) => [
        r['developerName'],
        r['name'],
        r['defaultRecordTypeMapping'],
        r['master'],
      ]),
      [
        ['Renewal', 'A renewal', true, false],
        ['Master', 'Master', false, true],
      ],
    );
    const [type] = await client.records(
      "SELECT Id, BusinessProcessId FROM RecordType WHERE DeveloperName = 'Renewal'",
    );
    assert.match(String(type?.['BusinessProcessId']), /^019/);
    const allowed = await client.get(
      `/ui-api/object-info/Opportunity/picklist-values/${String(type?.['Id'])}`,
    );
    const values = allowed.body.picklistFieldValues.StageName.values as { value: string }[];
    assert.deepEqual(
      values.map((v) => v.value),
      ['New', 'Won'],
    );

    await client.create('Opportunity', { Name: 'O', StageName: 'Won', CloseDate: '2026-01-01' });
    const lost = await client.call('POST', '/sobjects/Opportunity', {
      Name: 'O',
      StageName: 'Lost',
      CloseDate: '2026-01-01',
    });
    assert.equal(
      lost.body[0].errorCode,
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'the default record type has its process',
    );
    const [made] = await client.records('SELECT RecordType.DeveloperName FROM Opportunity');
    assert.deepEqual(made, { RecordType: { DeveloperName: 'Renewal' } });

    await client.create('Lead', { LastName: 'L', Company: 'C' });
    assert.deepEqual(await client.records('SELECT Status FROM Lead'), [{ Status: 'Old' }]);
    const account = await client.create('Account', { Name: 'A', Tier__c: 'gold' });
    await client.create('Visit__c', { Account__c: account });
    const rows = await client.records("SELECT Account__r.Tier__c FROM Visit__c WHERE Account__r.Name = 'A'");
    assert.deepEqual(rows, [{ Account__r: { Tier__c: 'Gold' } }]);
    await client.create('Task', { Subject: 'T', Score__c: 2.5 });
    await client.create('Event', {
      Subject: 'E',
      StartDateTime: '2026-01-01T00:00:00Z',
      DurationInMinutes: 1,
      Score__c: 3,
    });
    await client.close();
  });

  it('is refused with a word about what is wrong', async () => {
    const wrong: readonly [Record<string, unknown>, RegExp][] = [
      [
        { recordTypes: [{ object: 'Opportunity', name: 'X', process: 'None' }] },
        /sales process None, which is not defined/,
      ],
      [{ picklistValues: { 'Lead.Nope': ['x'] } }, /Lead\.Nope, which is no picklist/],
      [
        { customFields: [{ object: 'Account', name: 'X__c', type: 'Text' }] },
        /Account\.X__c: Must specify length/,
      ],
      [{ customFields: [{ object: 'Nope', name: 'X__c', type: 'Date' }] }, /no object Nope/],
      [{ runAs: 'nobody@x.example' }, /nobody@x\.example, who is none of its users/],
      [{ colour: 'blue' }, /colour/],
    ];
    for (const [org, message] of wrong) await assert.rejects(startSalesforceEmulator({ org }), message);
  });

  it('leaves out the features that are off', async () => {
    const off = {
      knowledge: false,
      territories: false,
      teams: false,
      contactsToMultipleAccounts: false,
      notes: false,
    };
    const client = await startClient({ org: { features: off } });
    const { body } = await client.get('/sobjects');
    const names = new Set(body.sobjects.map((o: DescribedField) => o.name));
    for (const name of ['Knowledge__kav', 'Territory2', 'AccountTeamMember', 'AccountContactRelation'])
      assert.ok(!names.has(name), name);
    const note = await client.call('POST', '/sobjects/ContentNote', { Title: 'N' });
    assert.equal(note.body[0].errorCode, 'INVALID_TYPE');
    await client.close();
  });

  it('keeps to its duplicate rules: an alert can be overridden, a block cannot', async () => {
    const rule = (action: string) => ({ duplicateRules: [{ object: 'Lead', fields: ['Email'], action }] });
    const record = { LastName: 'L', Company: 'C', Email: 'l@x.example' };
    const allow = { 'sforce-duplicate-rule-header': 'allowSave=true' };
    for (const [action, overridden] of [
      ['alert', 201],
      ['block', 400],
    ] as const) {
      const client = await startClient({ org: rule(action) as never });
      await client.create('Lead', record);
      const refused = await client.call('POST', '/sobjects/Lead', record);
      assert.deepEqual([refused.status, refused.body[0].errorCode], [400, 'DUPLICATES_DETECTED']);
      assert.equal((await client.call('POST', '/sobjects/Lead', record, allow)).status, overridden, action);
      await client.close();
    }
  });

  it('lays a discovered schema over the standard objects', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'migmap-schema-'));
    await mkdir(join(folder, 'production'));
    const right = { createable: true, updateable: true };
    const object = (name: string, fields: unknown[]) => ({
      name,
      label: name,
      idField: 'Id',
      deletable: true,
      ...right,
      fields,
    });
    const write = (name: string, fields: unknown[]) =>
      writeFile(join(folder, 'production', `${name}.json`), JSON.stringify(object(name, fields)));
    await write('Account', [
      { name: 'Name', label: 'Company', kind: 'text', length: 20, required: true, ...right },
      {
        name: 'Region__c',
        label: 'Region',
        kind: 'picklist',
        restricted: true,
        custom: true,
        required: true,
        values: [{ value: 'N', label: 'North' }],
        ...right,
      },
    ]);
    await write('Site__c', [
      {
        name: 'Owner_Account__c',
        label: 'Account',
        kind: 'reference',
        references: ['Account'],
        custom: true,
        ...right,
      },
    ]);
    await writeFile(join(folder, 'production', 'index.json'), '{}');
    const client = await startClient({ schema: join(folder, 'production') });
    const refused = async (record: Record<string, unknown>) =>
      (await client.call('POST', '/sobjects/Account', record)).body[0].errorCode;
    assert.equal(await refused({ Name: 'A' }), 'REQUIRED_FIELD_MISSING');
    assert.equal(await refused({ Name: 'A', Region__c: 'S' }), 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
    assert.equal(await refused({ Name: 'x'.repeat(21), Region__c: 'N' }), 'STRING_TOO_LONG');
    const id = await client.create('Account', { Name: 'A', Region__c: 'N', BillingCity: 'still there' });
    await client.create('Site__c', { Owner_Account__c: id });
    assert.deepEqual(await client.records('SELECT Owner_Account__r.Name FROM Site__c'), [
      { Owner_Account__r: { Name: 'A' } },
    ]);
    await client.close();
    await rm(folder, { recursive: true });
  });
});

describe('custom fields by the tooling API', () => {
  const field = (FullName: string, Metadata: Record<string, unknown>) => ({
    FullName,
    Metadata: { label: 'L', ...Metadata },
  });

  it('are there at once: describe, write, look-up, query', async () => {
    const client = await startClient();
    const make = (body: unknown) => client.call('POST', '/tooling/sobjects/CustomField', body);
    const before = await client.get('/sobjects/Account/describe');
    const same = { 'if-modified-since': new Date(Date.now() + 1000).toUTCString() };
    assert.equal((await client.get('/sobjects/Account/describe', same)).status, 304);
    const made = await make(
      field('Account.SD_Id__c', { type: 'Text', length: 64, externalId: true, unique: true }),
    );
    assert.deepEqual([made.status, made.body.success], [201, true]);
    const value = { fullName: 'Hot', label: 'Hot one', default: false };
    await make(
      field('Account.Heat__c', {
        type: 'Picklist',
        valueSet: { restricted: true, valueSetDefinition: { value: [value] } },
      }),
    );
    await make(
      field('Contact.Second__c', { type: 'Lookup', referenceTo: 'Account', relationshipName: 'Seconds' }),
    );
    const { body } = await client.get('/sobjects/Account/describe');
    assert.equal(body.fields.length, before.body.fields.length + 2);
    const key = body.fields.find((f: DescribedField) => f.name === 'SD_Id__c');
    assert.deepEqual(
      [key.externalId, key.idLookup, key.unique, key.length, key.custom],
      [true, true, true, 64, true],
    );
    const put = await client.call('PATCH', '/sobjects/Account/SD_Id__c/a-1', { Name: 'A', Heat__c: 'Hot' });
    assert.equal(put.status, 201);
    await client.create('Contact', { LastName: 'L', Second__r: { SD_Id__c: 'a-1' } });
    const rows = await client.records(
      'SELECT toLabel(Heat__c), (SELECT LastName FROM Seconds__r) FROM Account',
    );
    assert.deepEqual(rows, [
      { Heat__c: 'Hot one', Seconds__r: { totalSize: 1, done: true, records: [{ LastName: 'L' }] } },
    ]);
    const listed = await client.get(
      `/tooling/query?q=${encodeURIComponent("SELECT DeveloperName FROM CustomField WHERE TableEnumOrId = 'Account' ORDER BY DeveloperName")}`,
    );
    assert.deepEqual(
      listed.body.records.map((r: DescribedField) => r['DeveloperName']),
      ['Heat', 'SD_Id'],
    );
    await client.call('DELETE', `/tooling/sobjects/CustomField/${made.body.id}`);
    assert.equal((await client.query('SELECT SD_Id__c FROM Account')).body[0].errorCode, 'INVALID_FIELD');
    await client.close();
  });

  const refused: readonly [string, unknown, RegExp][] = [
    ['without a length', field('Account.X__c', { type: 'Text' }), /Must specify length/],
    ['of an unknown type', field('Account.X__c', { type: 'Colour' }), /not a valid value/],
    ['on an unknown object', field('Nope.X__c', { type: 'Date' }), /bad value/],
    ['on Task, where Activity has them', field('Task.X__c', { type: 'Date' }), /made on Activity/],
    ['a second time', field('Account.Taken__c', { type: 'Date' }), /already a field named Taken/],
    [
      'that point nowhere',
      field('Account.X__c', { type: 'Lookup', referenceTo: 'Nope' }),
      /does not resolve/,
    ],
    ['without a name for it', field('Account.X', { type: 'Date' }), /__c/],
    ['without metadata', { FullName: 'Account.X__c' }, /Required fields are missing/],
  ];
  for (const [what, body, message] of refused) {
    it(`are refused ${what}`, async () => {
      const client = await startClient({
        org: { customFields: [{ object: 'Account', name: 'Taken__c', type: 'Date' }] },
      });
      const answer = await client.call('POST', '/tooling/sobjects/CustomField', body);
      assert.equal(answer.status, 400);
      assert.match(answer.body[0].message, message);
      await client.close();
    });
  }

  it('show only after field permissions, where the org says so', async () => {
    const client = await startClient({ org: { features: { fieldAccess: false } } });
    const body = field('Account.SD_Id__c', { type: 'Text', length: 64 });
    await client.call('POST', '/tooling/sobjects/CustomField', body);
    const read = async () => (await client.query('SELECT SD_Id__c FROM Account')).status;
    assert.equal(await read(), 400);
    assert.equal(
      (await client.call('POST', '/tooling/sobjects/CustomField', body)).body[0].errorCode,
      'DUPLICATE_DEVELOPER_NAME',
    );
    const set = await client.create('PermissionSet', { Name: 'Migration', Label: 'Migration' });
    const permission = {
      ParentId: set,
      SobjectType: 'Account',
      Field: 'Account.SD_Id__c',
      PermissionsRead: true,
      PermissionsEdit: true,
    };
    await client.create('FieldPermissions', permission);
    assert.equal(await read(), 200);
    const wrong = await client.call('POST', '/sobjects/FieldPermissions', {
      ...permission,
      Field: 'Account.Nope__c',
    });
    assert.equal(wrong.body[0].errorCode, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
    await client.close();
  });
});

describe('an org in a file', () => {
  let folder: string;
  let database: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migmap-org-'));
    database = join(folder, 'org.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true }));
  const org = {
    users: [{ email: 'a@x.example', name: 'A B' }],
    customFields: [{ object: 'Account', ...key }],
  };

  it('outlives the server: records, files, fields, sessions, ids', async () => {
    const first = clientOf(await startSalesforceEmulator({ database, org }));
    const account = await first.create('Account', { Name: 'A', SD_Id__c: 'a-1' });
    const file = await first.create('ContentVersion', {
      PathOnClient: 'a.txt',
      VersionData: Buffer.from('kept').toString('base64'),
    });
    await first.call('POST', '/tooling/sobjects/CustomField', {
      FullName: 'Account.More__c',
      Metadata: { label: 'M', type: 'Date' },
    });
    const users = (await first.query('SELECT COUNT() FROM User')).body.totalSize;
    const purged = await first.create('Account', { Name: 'P' });
    await first.bulk({ object: 'Account', operation: 'hardDelete' }, ['Id', purged]);
    await first.close();

    const second = clientOf(await startSalesforceEmulator({ database, org }));
    assert.deepEqual(await second.records('SELECT Id, Name, More__c FROM Account'), [
      { Id: account, Name: 'A', More__c: null },
    ]);
    assert.equal((await second.get(`/sobjects/ContentVersion/${file}/VersionData`)).body, 'kept');
    assert.equal((await second.query('SELECT COUNT() FROM User')).body.totalSize, users);
    const taken = await second.call('POST', '/sobjects/Account', { Name: 'B', SD_Id__c: 'a-1' });
    assert.equal(taken.body[0].errorCode, 'DUPLICATE_VALUE');
    const next = await second.create('Account', { Name: 'C' });
    assert.ok(![account, purged].includes(next));
    await second.close();
  });

  it('goes on with a bulk job that the server was stopped in', async () => {
    const first = clientOf(
      await startSalesforceEmulator({
        database,
        org,
        faults: [{ method: 'PATCH', kind: 'stallJob', ms: 60_000 }],
      }),
    );
    const { body } = await first.call('POST', '/jobs/ingest', { object: 'Account', operation: 'insert' });
    const lines = Array.from({ length: 3000 }, (_, i) => `k-${i},N${i}`);
    await first.call('PUT', `/jobs/ingest/${body.id}/batches`, `SD_Id__c,Name\n${lines.join('\n')}\n`, {
      'content-type': 'text/csv',
    });
    await first.call('PATCH', `/jobs/ingest/${body.id}`, { state: 'UploadComplete' });
    await first.close();

    const second = clientOf(await startSalesforceEmulator({ database, org }));
    let job = await second.get(`/jobs/ingest/${body.id}`);
    while (job.body.state !== 'JobComplete') {
      assert.notEqual(job.body.state, 'Failed', job.body.errorMessage);
      job = await second.get(`/jobs/ingest/${body.id}`);
    }
    const results = (await second.get(`/jobs/ingest/${body.id}/successfulResults`)).body.trim().split('\n');
    assert.equal(results.length, 3001);
    assert.equal((await second.query('SELECT COUNT() FROM Account')).body.totalSize, 3000);
    await second.close();
  });

  it('goes on in the middle of a bulk job: no row lost, none twice', async () => {
    const total = 20_000;
    const first = clientOf(await startSalesforceEmulator({ database, org }));
    const { body } = await first.call('POST', '/jobs/ingest', { object: 'Account', operation: 'insert' });
    const job = `/jobs/ingest/${body.id}`;
    const lines = Array.from({ length: total }, (_, i) => `k-${i},${i % 100 === 0 ? '' : `N${i}`}`);
    await first.call('PUT', `${job}/batches`, `SD_Id__c,Name\n${lines.join('\n')}\n`, {
      'content-type': 'text/csv',
    });
    await first.call('PATCH', job, { state: 'UploadComplete' });
    let done = 0;
    while (done === 0) done = (await first.get(job)).body.numberRecordsProcessed;
    await first.close();
    assert.ok(done < total, 'it was stopped in the middle');

    const second = clientOf(await startSalesforceEmulator({ database, org }));
    const end = await finished(() => second.get(job));
    assert.deepEqual(
      [end.body.state, end.body.numberRecordsProcessed, end.body.numberRecordsFailed],
      ['JobComplete', total, total / 100],
    );
    const keys = async (name: string) =>
      String((await second.get(`${job}/${name}`)).body).match(/"k-\d+"/g) ?? [];
    const answered = [...(await keys('successfulResults')), ...(await keys('failedResults'))];
    assert.equal(answered.length, total);
    assert.equal(new Set(answered).size, total);
    assert.equal((await second.query('SELECT COUNT() FROM Account')).body.totalSize, total - total / 100);
    await second.close();
  });
});

describe('emulators by name', () => {
  it('start, and say which there are', async () => {
    assert.deepEqual(emulatedSystems, ['salesforce', 'pipedrive']);
    const emulator = await startEmulator('salesforce');
    assert.equal((await fetch(`${emulator.url}/services/data`)).status, 200);
    await emulator.close();
    await assert.rejects(
      startEmulator('nimbus'),
      /no emulator of "nimbus"; there is one of salesforce, pipedrive/,
    );
  });
});
