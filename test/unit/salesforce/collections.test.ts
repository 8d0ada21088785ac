import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import type { FileValue, WriteBatch, WriteRecord, WriteResult } from '@migmap/engine/connectors/destination';
import { json, startOrg, type Org, type Reply } from './org.ts';
import { describeOf } from './samples.ts';
import type { Seen } from '../http/stub.ts';

const describes = [
  describeOf('Account', [
    { name: 'Id', type: 'id' },
    { name: 'Name', type: 'string' },
    { name: 'Tags__c', type: 'multipicklist' },
  ]),
  describeOf('ContentNote', [
    { name: 'Title', type: 'string' },
    { name: 'Content', type: 'base64' },
  ]),
  describeOf('ContentVersion', [
    { name: 'Title', type: 'string' },
    { name: 'VersionData', type: 'base64' },
  ]),
  describeOf('ContentDocumentLink', [{ name: 'ContentDocumentId', type: 'reference' }]),
];
const context = { remember: () => Promise.reject(new Error('collections have no handle')) };
const accounts = (names: readonly string[]): WriteRecord[] =>
  names.map((n) => ({ key: `k-${n}`, values: { Name: n } }));
const batch = (records: readonly WriteRecord[], more: Partial<WriteBatch> = {}): WriteBatch => ({
  object: 'Account',
  operation: 'insert',
  channel: 'collections',
  records,
  ...more,
});
const sentRecords = (seen: Seen) => (JSON.parse(seen.body) as { records: Record<string, unknown>[] }).records;
const allGood = (seen: Seen): Reply =>
  json(
    sentRecords(seen).map((r, i) => ({
      id: `001${(r['Name'] as string | undefined) ?? i}`,
      success: true,
      errors: [],
    })),
  );
const outcomes = (results: readonly WriteResult[]) =>
  Object.fromEntries(
    results.map((r) => [r.key, r.outcome === 'failed' ? r.error.code : `${r.outcome} ${r.id}`]),
  );

describe('Salesforce collections', () => {
  let org: Org | undefined;
  const start = async (answer: (seen: Seen, nth: number) => Reply | undefined) =>
    (org = await startOrg(describes, (seen, nth) =>
      seen.path.includes('/composite/sobjects') ? answer(seen, nth) : extra(seen),
    ));
  let extra: (seen: Seen) => Reply | undefined = () => undefined;
  afterEach(async () => {
    extra = () => undefined;
    await org?.close();
    org = undefined;
  });

  const operations: [Partial<WriteBatch>, string, string, string][] = [
    [{ operation: 'insert' }, 'POST', '/composite/sobjects', 'created 001a'],
    [{ operation: 'update' }, 'PATCH', '/composite/sobjects', 'updated 001a'],
    [{ operation: 'upsert', keyField: 'Name' }, 'PATCH', '/composite/sobjects/Account/Name', 'updated 001a'],
  ];
  for (const [more, method, path, outcome] of operations) {
    it(`${more.operation}: ${method} ${path}`, async () => {
      const { destination, stub } = await start(allGood);
      const record = { key: 'k', id: '001a', values: { Name: 'a', Tags__c: ['x', 'y'] } };
      assert.deepEqual(outcomes(await destination.write(batch([record], more), context)), { k: outcome });
      const seen = stub.seen.find((s) => s.path.includes('/composite/sobjects'));
      assert.equal(seen?.method, method);
      assert.ok(seen?.path.endsWith(path), seen?.path);
      const own = more.operation === 'update' ? { Id: '001a' } : {};
      assert.deepEqual(sentRecords(seen as Seen), [
        { attributes: { type: 'Account' }, ...own, Name: 'a', Tags__c: 'x;y' },
      ]);
      assert.equal(seen?.headers['sforce-auto-assign'], 'FALSE');
      assert.equal(seen?.headers['sforce-duplicate-rule-header'], 'allowSave=true');
    });
  }

  it('delete names ids in the address', async () => {
    const { destination, stub } = await start(() =>
      json([
        { id: '001a', success: true },
        { success: false, errors: [{ statusCode: 'ENTITY_IS_DELETED', message: 'gone' }] },
      ]),
    );
    const records = ['a', 'b'].map((k) => ({ key: k, id: `001${k}`, values: {} }));
    assert.deepEqual(outcomes(await destination.write(batch(records, { operation: 'delete' }), context)), {
      a: 'deleted 001a',
      b: 'ENTITY_IS_DELETED',
    });
    assert.match(stub.seen.at(-1)?.path ?? '', /ids=001a,001b/);
  });

  it('splits what is more than a request takes', async () => {
    const { destination, to } = await start(allGood);
    const results = await destination.write(
      batch(accounts(Array.from({ length: 450 }, (_, i) => `n${i}`))),
      context,
    );
    assert.equal(new Set(results.map((r) => r.key)).size, 450);
    assert.deepEqual(
      to(/composite/).map((s) => sentRecords(s).length),
      [200, 200, 50],
    );
  });

  it('a value that the platform cannot read costs its own record alone', async () => {
    const { destination } = await start((seen) =>
      sentRecords(seen).some((r) => r['Name'] === 'bad')
        ? { ...json([{ errorCode: 'JSON_PARSER_ERROR', message: 'Cannot deserialize' }]), status: 400 }
        : allGood(seen),
    );
    const results = await destination.write(batch(accounts(['a', 'b', 'bad', 'c', 'd'])), context);
    assert.deepEqual(outcomes(results), {
      'k-a': 'created 001a',
      'k-b': 'created 001b',
      'k-bad': 'JSON_PARSER_ERROR',
      'k-c': 'created 001c',
      'k-d': 'created 001d',
    });
  });

  const whole: [string, Reply, string][] = [
    [
      'a field that does not exist',
      { ...json([{ errorCode: 'INVALID_FIELD', message: "No such column 'X'" }]), status: 400 },
      'schema',
    ],
    ['a 500', { status: 500, body: '' }, 'doubt'],
    ['a lost answer', 'cut', 'doubt'],
    ['an answer with a result too few', json([{ id: '001', success: true }]), 'doubt'],
    ['an answer with a result too many', json([1, 2, 3].map(() => ({ id: '001', success: true }))), 'doubt'],
    ['an answer that breaks off', { ...json(''), body: '[{"id":' }, 'doubt'],
    [
      'the day being spent',
      {
        ...json([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }]),
        status: 403,
      },
      'quota',
    ],
  ];
  for (const [what, reply, cls] of whole) {
    it(`${what}: ${cls}, sent once`, async () => {
      const { destination, to } = await start(() => reply);
      await assert.rejects(destination.write(batch(accounts(['a', 'b'])), context), {
        name: 'ConnectorError',
        class: cls,
      });
      assert.equal(to(/composite/).length, 1);
    });
  }

  it('keeps what is known when a later request is in doubt', async () => {
    const { destination } = await start((seen, nth) => (nth === 1 ? allGood(seen) : 'cut'));
    const results = await destination.write(
      batch(accounts(Array.from({ length: 300 }, (_, i) => `n${i}`))),
      context,
    );
    assert.equal(results.length, 200);
  });

  it('refuses an upsert without its key and an update without an id, and sends the others', async () => {
    const { destination } = await start(allGood);
    const records = [{ key: 'none', values: { Name: null } }, ...accounts(['a'])];
    const upserted = await destination.write(
      batch(records, { operation: 'upsert', keyField: 'Name' }),
      context,
    );
    assert.deepEqual(outcomes(upserted), { none: 'INCOMPLETE', 'k-a': 'updated 001a' });
    const updated = await destination.write(batch(accounts(['a']), { operation: 'update' }), context);
    assert.deepEqual(outcomes(updated), { 'k-a': 'INCOMPLETE' });
  });

  it("a note's text travels as base64", async () => {
    const { destination, to } = await start(allGood);
    await destination.write(
      batch([{ key: 'n', values: { Title: 'T', Content: '<p>ü</p>' } }], {
        object: 'ContentNote',
        channel: 'bulk',
      }),
      context,
    );
    assert.equal(
      sentRecords(to(/composite/)[0] as Seen)[0]?.['Content'],
      Buffer.from('<p>ü</p>').toString('base64'),
    );
  });

  const file = (name: string, bytes: number): FileValue => ({
    name,
    bytes,
    open: () => Readable.from([Buffer.alloc(bytes, name)]),
  });
  const version = (name: string, bytes: number): WriteRecord => ({
    key: name,
    values: { Title: name },
    files: { VersionData: file(name, bytes) },
  });

  it('small files share a request, a large one is streamed alone', async () => {
    const { destination, to } = await start((seen) =>
      json(sentRecords(seen).map((r) => ({ id: `068${String(r['Title'])}`, success: true }))),
    );
    extra = ({ path }) =>
      path.endsWith('/sobjects/ContentVersion')
        ? { ...json({ id: '068large', success: true, errors: [] }), status: 201 }
        : undefined;
    const results = await destination.write(
      batch([version('a', 10), version('L', 3_000_000), version('b', 20)], { object: 'ContentVersion' }),
      context,
    );
    assert.deepEqual(outcomes(results), { a: 'created 068a', L: 'created 068large', b: 'created 068b' });
    const [form] = to(/\/sobjects\/ContentVersion$/);
    assert.match(
      form?.body ?? '',
      /name="entity_content"\r\nContent-Type: application\/json\r\n\r\n\{"Title":"L"\}/,
    );
    assert.ok((form?.body.length ?? 0) > 3_000_000);
    const small = to(/composite/).flatMap(sentRecords);
    assert.deepEqual(
      small.map((r) => r['VersionData']),
      [Buffer.alloc(10, 'a').toString('base64'), Buffer.alloc(20, 'b').toString('base64')],
    );
  });

  it('a file that cannot be read costs its own record', async () => {
    const { destination } = await start((seen) =>
      json(sentRecords(seen).map(() => ({ id: '068', success: true }))),
    );
    const gone: FileValue = {
      name: 'gone',
      bytes: 5,
      open: () =>
        new Readable({
          read() {
            this.destroy(new Error('ENOENT: gone'));
          },
        }),
    };
    const results = await destination.write(
      batch([version('a', 10), { key: 'gone', values: { Title: 'x' }, files: { VersionData: gone } }], {
        object: 'ContentVersion',
      }),
      context,
    );
    assert.deepEqual(outcomes(results), { a: 'created 068', gone: 'FILE_UNREADABLE' });
  });

  it("a link to a file's version becomes one to its document", async () => {
    extra = ({ path }) =>
      path.includes('/query')
        ? json({
            totalSize: 1,
            done: true,
            records: [{ Id: '068000000000001AAA', ContentDocumentId: '069000000000001AAA' }],
          })
        : undefined;
    const { destination, to } = await start(allGood);
    await destination.write(
      batch([{ key: 'l', values: { ContentDocumentId: '068000000000001AAA', LinkedEntityId: '001' } }], {
        object: 'ContentDocumentLink',
      }),
      context,
    );
    assert.equal(sentRecords(to(/composite/)[0] as Seen)[0]?.['ContentDocumentId'], '069000000000001AAA');
  });

  it('deleting a version deletes its document; one that is gone counts as deleted', async () => {
    extra = ({ path }) =>
      path.includes('/query')
        ? json({ totalSize: 1, done: true, records: [{ Id: '0681', ContentDocumentId: '0691' }] })
        : undefined;
    const { destination, stub } = await start(() => json([{ id: '0691', success: true }]));
    const records = ['0681', '0682'].map((id) => ({ key: `k${id}`, id, values: {} }));
    const results = await destination.write(
      batch(records, { object: 'ContentVersion', operation: 'delete' }),
      context,
    );
    assert.deepEqual(outcomes(results), { k0681: 'deleted 0681', k0682: 'deleted 0682' });
    assert.match(stub.seen.at(-1)?.path ?? '', /ids=0691$/);
  });
});
