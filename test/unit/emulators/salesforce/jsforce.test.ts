import assert from 'node:assert/strict';
import jsforce from 'jsforce';
import { startSalesforceEmulator, type SalesforceEmulator } from '@migmap/emulators/salesforce/server';
import { key } from './client.ts';

/** The vendor's own JavaScript client, unchanged. */
describe('jsforce', () => {
  let emulator: SalesforceEmulator;
  let connection: jsforce.Connection;
  before(async () => {
    const customFields = [
      { object: 'Account', ...key },
      { object: 'Contact', ...key },
    ];
    emulator = await startSalesforceEmulator({ org: { customFields } });
    connection = new jsforce.Connection({ instanceUrl: emulator.url, accessToken: 'local', version: '67.0' });
    connection.bulk2.pollInterval = 20;
  });
  after(() => emulator.close());

  it('knows who it is and what there is', async () => {
    assert.equal((await connection.identity()).username, 'migration@local.example');
    const global = await connection.describeGlobal();
    assert.ok(global.sobjects.some((o) => o.name === 'Account' && o.keyPrefix === '001'));
    const account = await connection.describe('Account');
    const name = account.fields.find((f) => f.name === 'Name');
    assert.deepEqual([name?.type, name?.length, name?.nillable], ['string', 255, false]);
    const child = account.childRelationships.find((c) => c.relationshipName === 'Contacts');
    assert.deepEqual(
      [child?.childSObject, child?.field, child?.cascadeDelete],
      ['Contact', 'AccountId', true],
    );
    assert.equal((await connection.limits())['DailyApiRequests']?.Max, 100_000);
  });

  it('creates, upserts, reads, updates and destroys', async () => {
    const accounts = connection.sobject('Account');
    const made = await accounts.create({ Name: 'One', SD_Id__c: 'one' });
    assert.equal(made.success, true);
    const many = await accounts.upsert(
      [
        { SD_Id__c: 'one', Name: 'One again' },
        { SD_Id__c: 'two', Name: 'Two' },
      ],
      'SD_Id__c',
    );
    assert.deepEqual(
      many.map((r) => [r.success, r.created]),
      [
        [true, false],
        [true, true],
      ],
    );
    const found = await accounts.find({ SD_Id__c: { $in: ['one', 'two'] } }, ['Id', 'Name']).sort('Name');
    assert.deepEqual(
      found.map((r) => r['Name']),
      ['One again', 'Two'],
    );
    const id = String(found[0]?.['Id']);
    await accounts.update({ Id: id, Name: 'Changed' });
    assert.equal((await accounts.retrieve(id))['Name'], 'Changed');
    const gone = await accounts.destroy(many.map((r) => r.id ?? ''));
    assert.ok(gone.every((r) => r.success));
    await assert.rejects(accounts.create({ Name: 'X', Nope__c: 1 }), { name: 'INVALID_FIELD' });
  });

  it('queries page by page', async () => {
    const lines = Array.from({ length: 450 }, (_, i) => ({ LastName: `P${String(i).padStart(3, '0')}` }));
    await connection.bulk2.loadAndWaitForResults({ object: 'Contact', operation: 'insert', input: lines });
    const names: string[] = [];
    const query = connection
      .query<{ LastName: string }>(
        "SELECT LastName FROM Contact WHERE LastName LIKE 'P%' ORDER BY LastName",
        {
          autoFetch: true,
          maxFetch: 1000,
          headers: { 'Sforce-Query-Options': 'batchSize=200' },
        },
      )
      .on('record', (record) => names.push(record.LastName));
    await query;
    assert.deepEqual(
      names,
      lines.map((l) => l.LastName),
    );
  });

  it('loads in bulk and tells what was refused', async () => {
    const results = await connection.bulk2.loadAndWaitForResults({
      object: 'Contact',
      operation: 'upsert',
      externalIdFieldName: 'SD_Id__c',
      input: [
        { SD_Id__c: 'c-1', LastName: 'Lee' },
        { SD_Id__c: 'c-2', LastName: '' },
      ],
    });
    assert.equal(results.successfulResults[0]?.sf__Created, 'true');
    assert.match(results.failedResults[0]?.sf__Error ?? '', /^REQUIRED_FIELD_MISSING:/);
    const rows = [];
    const stream = await connection.bulk2.query(
      'SELECT SD_Id__c, LastName FROM Contact WHERE SD_Id__c != null',
    );
    for await (const row of stream) rows.push(row);
    assert.deepEqual(rows, [{ SD_Id__c: 'c-1', LastName: 'Lee' }]);
  });
});
