import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSalesforceEmulator, type SalesforceEmulator } from '@migmap/emulators/salesforce/server';
import { installed, moduleFile, runNode, type Finished } from './peer.ts';

const externalId = { name: 'SD_Id__c', type: 'Text', length: 64, unique: true, externalId: true };
const org = {
  customFields: [
    { object: 'Account', ...externalId },
    { object: 'Contact', ...externalId },
  ],
};

interface Place {
  readonly emulator: SalesforceEmulator;
  readonly home: string;
}

async function open(): Promise<Place> {
  return {
    emulator: await startSalesforceEmulator({ org }),
    home: await mkdtemp(join(tmpdir(), 'migmap-peer-')),
  };
}

async function close({ emulator, home }: Place): Promise<void> {
  await emulator.close();
  await rm(home, { recursive: true, force: true });
}

const accounts = ({ emulator }: Place) =>
  emulator.db
    .prepare('SELECT SD_Id__c AS key, Name FROM Account WHERE IsDeleted = 0 ORDER BY SD_Id__c')
    .all()
    .map((row) => [row['key'], row['Name']]);

const contacts = ({ emulator }: Place) =>
  emulator.db
    .prepare(
      `SELECT c.SD_Id__c AS key, c.Name AS name, a.SD_Id__c AS account FROM Contact c
       LEFT JOIN Account a ON a.Id = c.AccountId WHERE c.IsDeleted = 0 ORDER BY c.SD_Id__c`,
    )
    .all()
    .map((row) => [row['key'], row['name'], row['account']]);

describe('Salesforce CLI 2.150.6', function () {
  if (!installed('@salesforce/cli')) {
    it('SKIPPED: not installed; `npm run test:peers` installs it', function () {
      this.skip();
    });
    return;
  }
  let place: Place;
  const sf = (...args: string[]): Promise<Finished> =>
    runNode([moduleFile('@salesforce/cli/bin/run.js'), ...args], place.home, {
      SF_ACCESS_TOKEN: '00D000000000001!local',
    });
  const file = async (name: string, lines: readonly string[]): Promise<string> => {
    const path = join(place.home, name);
    await writeFile(path, `${lines.join('\n')}\n`);
    return path;
  };

  before(async () => {
    place = await open();
    const login = ['org', 'login', 'access-token', '--no-prompt', '--alias', 'local'];
    const { code, err } = await sf(...login, '--instance-url', place.emulator.url);
    assert.equal(code, 0, err);
  });
  after(() => close(place));

  const common = '--target-org local --wait 5 --line-ending LF --json'.split(' ');
  const bulk = (path: string, object: string): string[] => ['--file', path, '--sobject', object, ...common];

  it('imports, upserts and queries', async () => {
    const first = await file('first.csv', ['Name,SD_Id__c', 'Acme,a-1', '"Beta, ""B""",a-2']);
    const imported = await sf('data', 'import', 'bulk', ...bulk(first, 'Account'));
    assert.equal(imported.code, 0, imported.err + imported.out);
    assert.deepEqual(accounts(place), [
      ['a-1', 'Acme'],
      ['a-2', 'Beta, "B"'],
    ]);

    const second = await file('second.csv', ['Name,SD_Id__c', 'Acme renamed,a-1', 'Gamma,a-3']);
    const upserted = await sf(
      'data',
      'upsert',
      'bulk',
      ...bulk(second, 'Account'),
      '--external-id',
      'SD_Id__c',
    );
    assert.equal(upserted.code, 0, upserted.err + upserted.out);
    assert.deepEqual(accounts(place), [
      ['a-1', 'Acme renamed'],
      ['a-2', 'Beta, "B"'],
      ['a-3', 'Gamma'],
    ]);

    const people = await file('people.csv', [
      'LastName,SD_Id__c,Account.SD_Id__c',
      'Lee,c-1,a-3',
      'Kim,c-2,a-1',
    ]);
    const related = await sf('data', 'import', 'bulk', ...bulk(people, 'Contact'));
    assert.equal(related.code, 0, related.err + related.out);
    assert.deepEqual(contacts(place), [
      ['c-1', 'Lee', 'a-3'],
      ['c-2', 'Kim', 'a-1'],
    ]);

    const soql = 'SELECT Name, Owner.Name, Account.Name FROM Contact ORDER BY Name';
    const query = await sf(
      'data',
      'query',
      '--query',
      soql,
      '--target-org',
      'local',
      '--result-format',
      'csv',
    );
    assert.equal(query.code, 0, query.err);
    assert.deepEqual(query.out.trim().split('\n'), [
      'Name,Owner.Name,Account.Name',
      'Kim,Migration User,Acme renamed',
      'Lee,Migration User,Gamma',
    ]);
  });

  it('reports the rows that were refused', async () => {
    const path = await file('bad.csv', [
      'LastName,SD_Id__c,Email',
      'Ok,b-1,ok@x.example',
      ',b-2,',
      'Bad,b-3,nothing',
    ]);
    const run = await sf('data', 'import', 'bulk', ...bulk(path, 'Contact'));
    assert.notEqual(run.code, 0);
    assert.match(run.out, /failed/i);
    const found = contacts(place).filter(([key]) => String(key).startsWith('b-'));
    assert.deepEqual(found, [['b-1', 'Ok', null]]);
  });
});

describe('sfdmu 3.7.19', function () {
  if (!installed('sfdmu')) {
    it('SKIPPED: not installed; `npm run test:peers` installs it', function () {
      this.skip();
    });
    return;
  }
  let place: Place;
  beforeEach(async () => {
    place = await open();
  });
  afterEach(() => close(place));

  const run = async (): Promise<Finished> => {
    const start = join(place.home, 'start.cjs');
    const args = [
      'sfdmu:run',
      '--sourceusername',
      'csvfile',
      '--targetusername',
      'local',
      '--apiversion',
      '49.0',
    ];
    await writeFile(
      start,
      `require(${JSON.stringify(moduleFile('@oclif/command'))}).run(
        ${JSON.stringify([...args, '--noprompt', '--path', place.home])},
        ${JSON.stringify(moduleFile('sfdmu'))},
      ).catch((error) => { console.error(error); process.exitCode = 1; });`,
    );
    return runNode([start], place.home);
  };
  const write = (name: string, text: string): Promise<void> => writeFile(join(place.home, name), text);

  it('upserts accounts and contacts with their look-ups, twice, without a duplicate', async () => {
    const orgs = [{ name: 'local', instanceUrl: place.emulator.url, accessToken: 'local' }];
    const step = { operation: 'Upsert', externalId: 'SD_Id__c' };
    const objects = [
      { query: 'SELECT Name, SD_Id__c FROM Account', ...step },
      { query: 'SELECT LastName, Email, SD_Id__c, AccountId FROM Contact', ...step },
    ];
    await write('export.json', JSON.stringify({ orgs, objects }));
    await write('Account.csv', 'Name,SD_Id__c\nAcme,a-1\nDelta,a-9\n');
    await write(
      'Contact.csv',
      'LastName,Email,SD_Id__c,Account.SD_Id__c\nLee,lee@x.example,c-1,a-9\nKim,kim@x.example,c-2,a-1\n',
    );
    const first = await run();
    assert.equal(first.code, 0, first.out + first.err);
    const expected = [
      ['c-1', 'Lee', 'a-9'],
      ['c-2', 'Kim', 'a-1'],
    ];
    assert.deepEqual(contacts(place), expected);
    await write('Account.csv', 'Name,SD_Id__c\nAcme,a-1\nDelta renamed,a-9\n');
    const second = await run();
    assert.equal(second.code, 0, second.out + second.err);
    assert.deepEqual(accounts(place), [
      ['a-1', 'Acme'],
      ['a-9', 'Delta renamed'],
    ]);
    assert.deepEqual(contacts(place), expected);
  });

  it('goes over to bulk jobs for many records', async () => {
    const count = 600;
    const orgs = [{ name: 'local', instanceUrl: place.emulator.url, accessToken: 'local' }];
    const objects = [
      { query: 'SELECT Name, SD_Id__c FROM Account', operation: 'Upsert', externalId: 'SD_Id__c' },
    ];
    const options = { bulkThreshold: 200, bulkApiVersion: '2.0', pollingIntervalMs: 100 };
    await write('export.json', JSON.stringify({ orgs, objects, ...options }));
    const rows = Array.from({ length: count }, (_, i) => `Company ${i},k-${String(i).padStart(4, '0')}`);
    await write('Account.csv', `Name,SD_Id__c\n${rows.join('\n')}\n`);
    const done = await run();
    assert.equal(done.code, 0, done.out + done.err);
    const found = accounts(place);
    assert.equal(found.length, count);
    assert.deepEqual(found[7], ['k-0007', 'Company 7']);
    assert.ok(
      place.emulator.requests.some((r) => r.method === 'PUT' && r.path.includes('/jobs/ingest/')),
      'it went by bulk',
    );
  });
});
