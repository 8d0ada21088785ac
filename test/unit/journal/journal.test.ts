import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openJournal, type Journal, type SettledRecord } from '@migmap/engine/journal/journal';

const maps = [
  { id: 'Company->Account', sourceObject: 'Company', destinationObject: 'Account' },
  { id: 'Person->Contact', sourceObject: 'Person', destinationObject: 'Contact' },
];
const [accounts, contacts] = ['Company->Account', 'Person->Contact'] as const;
const name = (sourceId: string) => ({ sourceId, element: '' });
const row = (
  sourceId: string,
  state: SettledRecord['state'],
  more: Partial<SettledRecord> = {},
): SettledRecord => ({
  ...name(sourceId),
  at: `x.csv:${sourceId}`,
  key: sourceId,
  state,
  ...more,
});

describe('the journal', () => {
  let folder: string;
  let journal: Journal;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'migmap-journal-'));
    journal = openJournal(join(folder, 'journal.sqlite'));
    const run = { endedAt: null, mappingName: 'M', mappingFile: 'm', mappingHash: 'h', schemaHash: 's' };
    const row1 = {
      ...run,
      id: 'r1',
      startedAt: '2026-01-01',
      state: 'running',
      source: 'a',
      destination: 'b',
      facts: {},
    } as const;
    await journal.runs.start(row1, maps);
  });
  afterEach(() => {
    journal.close();
    rmSync(folder, { recursive: true });
  });

  const begin = (ids: readonly string[]) =>
    journal.batches.begin({
      run: 'r1',
      map: accounts,
      object: 'Account',
      operation: 'insert',
      channel: 'c',
      attempt: 1,
      bytes: 1,
      records: ids.map((id) => ({ ...name(id), at: 'x', key: id, hash: 'h', flags: [] })),
    });

  it('is for the owner alone', () => {
    for (const file of ['journal.sqlite', 'journal.sqlite-wal'])
      assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);
  });

  it('knows an intent before its outcome, and what stays open', async () => {
    const batch = await begin(['1', '2', '3']);
    await journal.batches.remember(batch, 'job 7');
    assert.deepEqual(
      (await journal.batches.open()).map((b) => b.handle),
      ['job 7'],
    );
    await journal.batches.finish(batch, 'done', {
      settled: [row('1', 'created', { destinationId: 'A1' })],
      released: [name('2')],
    });
    const rows = await journal.records.get(accounts, ['1', '2', '3', '4'].map(name));
    assert.deepEqual(
      rows.map((r) => r?.state),
      ['created', 'pending', 'sent', undefined],
    );
    assert.deepEqual(
      (await journal.batches.sentRecords(batch)).map((r) => r.sourceId),
      ['3'],
    );
    assert.equal((await journal.records.counts('r1', accounts)).open, 2);
  });

  it('survives being closed', async () => {
    await begin(['1']);
    journal.close();
    journal = openJournal(join(folder, 'journal.sqlite'));
    assert.equal((await journal.records.get(accounts, [name('1')]))[0]?.state, 'sent');
  });

  it('answers for a merged record with the surviving one, also when that is written later', async () => {
    const into = { map: accounts, ...name('1') };
    await journal.records.settle('r1', accounts, [row('2', 'merged', { mergedInto: into })]);
    assert.equal((await journal.records.made(['Company'], ['2']))[0]?.destinationId, null);
    await journal.records.settle('r1', accounts, [row('1', 'created', { destinationId: 'A1' })]);
    assert.equal((await journal.records.made(['Company'], ['2']))[0]?.destinationId, 'A1');
    assert.deepEqual(await journal.records.made(['Person'], ['2']), []);
  });

  it('gives a key to the first, and on when the first was refused', async () => {
    const claim = async (map: string, id: string) =>
      (await journal.records.claim('r1', 'Account.Key__c', [{ map, ...name(id), key: 'k' }]))[0]?.sourceId;
    assert.equal(await claim(accounts, '1'), '1');
    assert.equal(await claim(contacts, '2'), '1');
    await journal.records.settle('r1', accounts, [row('1', 'failed')]);
    assert.equal(await claim(contacts, '2'), '2');
    assert.equal(await claim(accounts, '1'), '2');
  });

  it('finds source records by another field, exactly before but for case', async () => {
    const values = { p1: 'Ada@ex.org', p2: 'ada@ex.org', p3: 'BOB@ex.org' };
    await journal.stage.put(
      'Person',
      Object.entries(values).map(([sourceId, value]) => ({ field: 'email', sourceId, value })),
      new Set(['email']),
    );
    const found = await journal.stage.idsBy('Person', 'email', [
      'ada@ex.org',
      'bob@ex.org',
      'ADA@ex.org',
      'no',
    ]);
    assert.deepEqual(Object.fromEntries(found), {
      'ada@ex.org': ['p2'],
      'bob@ex.org': ['p3'],
      'ADA@ex.org': ['p1', 'p2'],
    });
    assert.deepEqual(
      await journal.stage.values([
        { object: 'Person', id: 'p3', field: 'email' },
        { object: 'Person', id: 'p9', field: 'email' },
      ]),
      ['BOB@ex.org', null],
    );
  });

  it('counts reasons of a kind together, with a few places', async () => {
    const held = Array.from({ length: 9 }, (_, i) =>
      row(String(i), 'held', { reason: 'its Company {} was held', detail: `c${i}` }),
    );
    await journal.records.settle('r1', contacts, held);
    const [reason, ...others] = await journal.records.reasons('r1', contacts, ['held'], 10);
    assert.deepEqual([reason?.count, reason?.samples.length, others.length], [9, 5, 0]);
    assert.equal((await journal.records.get(contacts, [name('3')]))[0]?.reason, 'its Company c3 was held');
  });

  it('keeps a link that is made, and waits anew when it points elsewhere', async () => {
    const link = { ...name('1'), field: 'ParentId', deferred: '"a"' };
    await journal.records.settle('r1', accounts, [row('1', 'created', { destinationId: 'A1' })]);
    const waiting = async () => (await journal.links.page(accounts, 'ParentId', undefined, 9, false)).length;
    await journal.links.put('r1', accounts, [link]);
    assert.equal(await waiting(), 1);
    await journal.links.settle('r1', accounts, [{ ...link, state: 'linked' }]);
    await journal.links.put('r1', accounts, [link]);
    assert.equal(await waiting(), 0);
    await journal.links.put('r1', accounts, [{ ...link, deferred: '"b"' }]);
    assert.equal(await waiting(), 1);
  });

  it('of a later version is refused', () => {
    const file = join(folder, 'later.sqlite');
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 999');
    db.close();
    assert.throws(() => openJournal(file), /later version of Migmap/);
  });
});
