import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openJournal } from '@migmap/engine/journal/journal';

const old = readFileSync(new URL('../../fixtures/journal-1.sql', import.meta.url), 'utf8');
const run = '20260101-000000-aaaa';

describe('a journal of another version', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migmap-versions-'));
    file = join(folder, 'journal.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const sql = <T>(work: (db: DatabaseSync) => T): T => {
    const db = new DatabaseSync(file);
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  const version = () =>
    sql((db) => (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version);
  const tables = () =>
    sql((db) => db.prepare('SELECT name, sql FROM sqlite_master ORDER BY name').all()).map(
      (t) => `${t['name'] as string}: ${(t['sql'] as string | null)?.replaceAll(/\s+/g, ' ')}`,
    );

  it('the oldest is brought to the newest tables, with all it knew', async () => {
    openJournal(file).close();
    const [newest, made] = [version(), tables()];
    rmSync(file);
    sql((db) => db.exec(old));
    const journal = openJournal(file);
    assert.deepEqual(
      (await journal.runs.list()).map((r) => [r.id, r.state]),
      [[run, 'complete']],
    );
    const [record] = await journal.records.get('Company->Account', [{ sourceId: 'c1', element: '' }]);
    assert.deepEqual([record?.state, record?.destinationId], ['created', 'Account-1']);
    assert.deepEqual(await journal.batches.contents(1), { sent: [], answers: [] });
    journal.close();
    assert.equal(version(), newest);
    assert.deepEqual(tables(), made);
  });

  it('is upgraded whole or not at all', () => {
    // A table of the newer version stands in the way of a later step.
    sql((db) => db.exec(`${old} CREATE TABLE undone (something TEXT)`));
    const before = tables();
    assert.throws(() => openJournal(file), /undone/);
    assert.equal(version(), 1);
    assert.deepEqual(tables(), before);
  });

  it('a later one is refused with a word, and left as it is', () => {
    sql((db) => db.exec(`${old} PRAGMA user_version = 999`));
    assert.throws(
      () => openJournal(file),
      /NewerJournalError|written by a later version of Migmap.*Use that version/,
    );
    assert.equal(version(), 999);
  });
});
