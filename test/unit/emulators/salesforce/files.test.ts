import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { startClient, type Client } from './client.ts';

describe('Salesforce files', () => {
  let client: Client;
  let account: string;
  beforeEach(async () => {
    client = await startClient();
    account = await client.create('Account', { Name: 'A' });
  });
  afterEach(() => client.close());

  const version = { Title: 'Plan', PathOnClient: 'plan.pdf' };
  const links = (document: unknown) =>
    client.records(
      `SELECT LinkedEntityId, ShareType FROM ContentDocumentLink WHERE ContentDocumentId = '${String(document)}' ORDER BY ShareType DESC`,
    );
  const documentOf = async (id: string) =>
    (await client.records(`SELECT ContentDocumentId FROM ContentVersion WHERE Id = '${id}'`))[0]?.[
      'ContentDocumentId'
    ];
  const bytesOf = async (id: string) => {
    const path = `/services/data/v67.0/sobjects/ContentVersion/${id}/VersionData`;
    const response = await fetch(client.url + path, { headers: { authorization: 'Bearer local' } });
    return Buffer.from(await response.arrayBuffer());
  };

  it('come as base64 and go where FirstPublishLocationId says', async () => {
    const body = Buffer.from([0, 1, 2, 255]);
    const id = await client.create('ContentVersion', {
      ...version,
      VersionData: body.toString('base64'),
      FirstPublishLocationId: account,
    });
    const [row] = await client.records(
      `SELECT ContentSize, FileExtension, FileType, Checksum, IsLatest, VersionNumber, VersionData FROM ContentVersion`,
    );
    assert.deepEqual(row, {
      ContentSize: 4,
      FileExtension: 'pdf',
      FileType: 'PDF',
      Checksum: createHash('md5').update(body).digest('hex'),
      IsLatest: true,
      VersionNumber: '1',
      VersionData: `/services/data/v67.0/sobjects/ContentVersion/${id}/VersionData`,
    });
    assert.deepEqual(await bytesOf(id), body);
    assert.deepEqual(await links(await documentOf(id)), [
      { LinkedEntityId: account, ShareType: 'V' },
      { LinkedEntityId: client.emulator.org.ids.migrationUser, ShareType: 'I' },
    ]);
  });

  it('come as multipart, byte for byte', async () => {
    const body = Buffer.alloc(3_000_000, 'abc\r\n--x\0');
    const form = new FormData();
    form.set('entity_content', new Blob([JSON.stringify(version)], { type: 'application/json' }));
    form.set('VersionData', new Blob([body], { type: 'application/octet-stream' }), 'plan.pdf');
    const made = await client.call('POST', '/sobjects/ContentVersion', form);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal((await bytesOf(made.body.id)).equals(body), true);
  });

  it('get a new version of the same document', async () => {
    const first = await client.create('ContentVersion', { ...version, VersionData: 'AAAA' });
    const document = await documentOf(first);
    await client.create('ContentVersion', {
      Title: 'Plan 2',
      PathOnClient: 'p.txt',
      VersionData: 'AAAAAA==',
      ContentDocumentId: document,
    });
    const rows = await client.records(
      'SELECT VersionNumber, IsLatest FROM ContentVersion ORDER BY VersionNumber',
    );
    assert.deepEqual(rows, [
      { VersionNumber: '1', IsLatest: false },
      { VersionNumber: '2', IsLatest: true },
    ]);
    assert.deepEqual(await client.records('SELECT Title, FileExtension FROM ContentDocument'), [
      { Title: 'Plan 2', FileExtension: 'txt' },
    ]);
  });

  it('are linked once to a record, and go with their document', async () => {
    const id = await client.create('ContentVersion', { ...version, VersionData: 'AAAA' });
    const document = await documentOf(id);
    const link = {
      ContentDocumentId: document,
      LinkedEntityId: account,
      ShareType: 'V',
      Visibility: 'AllUsers',
    };
    await client.create('ContentDocumentLink', link);
    const again = await client.call('POST', '/sobjects/ContentDocumentLink', link);
    assert.equal(again.body[0].errorCode, 'DUPLICATE_VALUE');
    await client.call('DELETE', `/sobjects/ContentDocument/${String(document)}`);
    assert.deepEqual(await links(document), []);
    assert.deepEqual(await client.records('SELECT Id FROM ContentVersion'), []);
  });

  const incomplete: readonly [string, Record<string, unknown>, string][] = [
    ['no body', version, 'REQUIRED_FIELD_MISSING'],
    ['no path', { Title: 'T', VersionData: 'AAAA' }, 'REQUIRED_FIELD_MISSING'],
    ['a body that is no base64', { ...version, VersionData: '%%%' }, 'JSON_PARSER_ERROR'],
  ];
  for (const [what, record, code] of incomplete) {
    it(`are refused with ${what}`, async () => {
      const { body } = await client.call('POST', '/sobjects/ContentVersion', record);
      assert.equal(body[0].errorCode, code);
    });
  }

  it('as notes are documents that can be linked', async () => {
    const id = await client.create('ContentNote', {
      Title: 'N',
      Content: Buffer.from('<p>text</p>').toString('base64'),
    });
    assert.match(id, /^069/);
    await client.create('ContentDocumentLink', {
      ContentDocumentId: id,
      LinkedEntityId: account,
      ShareType: 'V',
    });
    const rows = await client.records('SELECT Title, FileType FROM ContentDocument');
    assert.deepEqual(rows, [{ Title: 'N', FileType: 'SNOTE' }]);
    assert.equal((await links(id)).length, 2);
  });

  it('as attachments know their size', async () => {
    await client.create('Attachment', {
      ParentId: account,
      Name: 'a.txt',
      Body: Buffer.from('hello').toString('base64'),
    });
    assert.deepEqual(await client.records('SELECT BodyLength FROM Attachment'), [{ BodyLength: 5 }]);
  });
});
