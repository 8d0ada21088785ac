import assert from 'node:assert/strict';
import { startSalesforceEmulator, type SalesforceEmulator } from '@migmap/emulators/salesforce/server';
import { openSalesforce } from '@migmap/engine/connectors/salesforce/destination';
import type { Destination, WriteBatch } from '@migmap/engine/connectors/destination';
import type { Row } from '@migmap/engine/values';

/** What only Salesforce has: notes, mails, links, processes, its day's budget. */
describe('Salesforce objects', function () {
  this.timeout(60_000);
  let emulator: SalesforceEmulator;
  let destination: Destination;
  const context = { remember: () => Promise.resolve() };

  const open = async (org: Parameters<typeof startSalesforceEmulator>[0] = {}) => {
    emulator = await startSalesforceEmulator(org);
    destination = await openSalesforce({
      name: 'objects',
      system: 'salesforce',
      stage: 'local',
      url: emulator.url,
      options: {},
      secret: () => Promise.resolve(undefined),
    });
  };
  afterEach(async () => {
    await destination.close();
    await emulator.close();
  });

  const insert = async (object: string, rows: readonly Row[], more: Partial<WriteBatch> = {}) => {
    const records = rows.map((values, i) => ({ key: String(i), values }));
    const results = await destination.write(
      { object, operation: 'insert', channel: 'collections', records, ...more },
      context,
    );
    return results.map((r) =>
      r.outcome === 'failed' ? assert.fail(`${object}: ${r.error.code} ${r.error.message}`) : r.id,
    );
  };
  const account = async () => (await insert('Account', [{ Name: 'Acme' }]))[0] ?? '';

  it('notes keep their HTML and are told apart by it', async () => {
    await open();
    const rows = [
      { Title: 'Note', Content: '<p>First &amp; best</p>' },
      { Title: 'Note', Content: '<p>Second</p>' },
    ];
    const ids = await insert('ContentNote', rows, { channel: 'bulk' });
    const found = await destination.find('ContentNote', ['Title', 'Content'], rows);
    assert.deepEqual(
      found.map((f) => `${f.row} ${f.record.id}`).toSorted(),
      ids.map((id, i) => `${i} ${id}`),
    );
  });

  it('a field declared for tasks and for events is made once and serves both', async () => {
    await open({ org: { features: { fieldAccess: false } } });
    const at = { file: 'a.migmap', line: 1, column: 1 };
    const flags = { externalId: true, unique: true, required: false, at };
    const fields = [{ name: 'Shared__c', label: 'Shared', kind: 'text', length: 18, ...flags }] as const;
    const outcomes = await destination.createFields?.([
      { object: 'Task', create: false, fields },
      { object: 'Event', create: false, fields },
    ]);
    assert.deepEqual(
      outcomes?.map((o) => [o.object, o.error]),
      [
        ['Task', undefined],
        ['Event', undefined],
      ],
    );
    const { objects } = await destination.discover({ objects: ['Task', 'Event'] });
    for (const object of objects)
      assert.ok(object.fields.some((f) => f.name === 'Shared__c' && f.createable));
  });

  it('a note and a file are linked, and the link is found again by either id', async () => {
    await open();
    const acme = await account();
    const [note] = await insert('ContentNote', [{ Title: 'N', Content: 'x' }]);
    const file = {
      name: 'a.txt',
      bytes: 4,
      open: () => new Blob(['file']).stream() as unknown as NodeJS.ReadableStream,
    };
    const [made] = await destination.write(
      {
        object: 'ContentVersion',
        operation: 'insert',
        channel: 'collections',
        records: [{ key: 'f', values: { Title: 'a', PathOnClient: 'a.txt' }, files: { VersionData: file } }],
      },
      context,
    );
    assert.ok(made?.outcome === 'created', JSON.stringify(made));
    const rows = [note ?? '', made.id].map((id) => ({ ContentDocumentId: id, LinkedEntityId: acme }));
    const links = await insert(
      'ContentDocumentLink',
      rows.map((r) => ({ ...r, ShareType: 'V' })),
    );
    const found = await destination.find(
      'ContentDocumentLink',
      ['ContentDocumentId', 'LinkedEntityId'],
      rows,
    );
    assert.deepEqual(
      found.map((f) => [f.row, f.record.id]),
      [
        [0, links[0]],
        [1, links[1]],
      ],
    );
    assert.ok((await destination.count('ContentDocumentLink')) >= 2);
    const gone = await destination.write(
      {
        object: 'ContentVersion',
        operation: 'delete',
        channel: 'collections',
        records: [{ key: 'd', id: made.id, values: {} }],
      },
      context,
    );
    assert.deepEqual(gone, [{ key: 'd', outcome: 'deleted', id: made.id }]);
    assert.equal((await destination.read('ContentVersion', [made.id], ['Title'])).length, 0);
  });

  it('a file of which only its address is known becomes a link', async () => {
    await open();
    const acme = await account();
    const link = 'https://files.example.org/video.mp4';
    const values = {
      Title: 'Video',
      PathOnClient: 'video.mp4',
      VersionData: link,
      FirstPublishLocationId: acme,
    };
    const [id] = await insert('ContentVersion', [values]);
    const [made] = await destination.read('ContentVersion', [id ?? ''], ['ContentUrl', 'FileType', 'Title']);
    assert.deepEqual(made?.values, { ContentUrl: link, FileType: 'LINK', Title: 'Video' });
  });

  it('a mail outside cases makes its own task, as the rules say', async () => {
    await open();
    const acme = await account();
    const mail = {
      Subject: 'Hello',
      TextBody: 'x',
      MessageDate: '2025-03-04T05:06:07.000Z',
      Status: '3',
      RelatedToId: acme,
      FromAddress: 'a@x.org',
    };
    const [id] = await insert('EmailMessage', [mail]);
    assert.equal(await destination.count('Task'), 1);
    const identity = destination.naturalIdentity('EmailMessage', Object.keys(mail));
    assert.deepEqual(identity, ['MessageDate', 'Subject', 'FromAddress', 'RelatedToId']);
    const found = await destination.find('EmailMessage', identity, [mail]);
    assert.deepEqual(
      found.map((f) => f.record.id),
      [id],
    );
  });

  it('comments of a case are told apart by text that cannot be filtered', async () => {
    await open();
    const [ticket] = await insert('Case', [{ Subject: 'S' }]);
    const rows = ['one', 'two\nlines'].map((CommentBody) => ({ ParentId: ticket ?? '', CommentBody }));
    const ids = await insert('CaseComment', rows);
    const found = await destination.find('CaseComment', ['ParentId', 'CommentBody'], rows);
    assert.deepEqual(
      found.map((f) => `${f.row} ${f.record.id}`).toSorted(),
      ids.map((id, i) => `${i} ${id}`),
    );
  });

  it('pipelines are record types with the stages of their process', async () => {
    await open({
      org: {
        stages: [
          { name: 'New', probability: 10 },
          { name: 'Offer', probability: 50 },
          { name: 'Won', probability: 100, closed: true, won: true },
        ],
        processes: [{ name: 'Short', stages: ['New', 'Won'] }],
        recordTypes: [{ object: 'Opportunity', name: 'Small', label: 'Small deals', process: 'Short' }],
      },
    });
    const { schema, objects } = await destination.discover({ objects: ['Opportunity'] });
    const [pipeline, ...others] = schema.pipelines ?? [];
    assert.equal(others.length, 0);
    assert.equal(pipeline?.name, 'Small deals');
    assert.deepEqual(
      pipeline.stages.map((s) => [s.name, s.order, s.probability, s.won ?? false]),
      [
        ['New', 0, 10, false],
        ['Won', 1, 100, true],
      ],
    );
    assert.deepEqual(
      objects[0]?.recordTypes?.map((r) => [r.name, r.id, r.stages]),
      [['Small', pipeline.id, ['New', 'Won']]],
    );
  });

  it('without the permission there are no created times to keep', async () => {
    await open({ org: { features: { auditFields: false } } });
    assert.deepEqual((await destination.capabilities()).createdTimes, { mode: 'none', fields: [] });
  });

  it("the day's budget is told, and when it is spent the writes stop", async () => {
    await open({ org: { limits: { dailyApiRequests: 40 } } });
    assert.equal((await destination.capabilities()).rate.kind, 'daily');
    const spend = async () => {
      for (let i = 0; i < 40; i++) await insert('Account', [{ Name: `n${i}` }]);
    };
    await assert.rejects(spend(), { name: 'ConnectorError', class: 'quota' });
    assert.equal(destination.usage().remaining, 0);
  });

  it('ten thousand rows by one bulk job, each with its own id', async () => {
    await open({
      org: {
        customFields: [
          { object: 'Contact', name: 'Key__c', type: 'Text', length: 20, externalId: true, unique: true },
        ],
      },
    });
    const rows = Array.from({ length: 10_000 }, (_, i) => ({
      LastName: `L${i}`,
      Email: `p${i}@example.org`,
      Key__c: `k${i}`,
    }));
    const records = rows.map((values) => ({ key: values.Key__c, values }));
    const results = await destination.write(
      { object: 'Contact', operation: 'insert', keyField: 'Key__c', channel: 'bulk', records },
      context,
    );
    const held = new Map(
      emulator.db
        .prepare('SELECT Id, Key__c FROM Contact')
        .all()
        .map((r) => [String(r['Key__c']), String(r['Id'])]),
    );
    assert.equal(results.length, 10_000);
    for (const r of results) assert.ok(r.outcome === 'created' && held.get(r.key) === r.id, r.key);
    assert.ok(destination.usage().requests < 20);
  });
});
