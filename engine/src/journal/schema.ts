import type { DatabaseSync } from 'node:sqlite';
import { breakSeal } from './seal.ts';
import { transaction } from './sqlite/transaction.ts';

/** Every change of the tables, oldest first; `user_version` counts those that a file has seen. */
const migrations: readonly string[] = [
  `
  CREATE TABLE runs (
    id TEXT PRIMARY KEY, started_at TEXT NOT NULL, ended_at TEXT, state TEXT NOT NULL,
    mapping_name TEXT NOT NULL, mapping_file TEXT NOT NULL, mapping_hash TEXT NOT NULL, schema_hash TEXT NOT NULL,
    source TEXT NOT NULL, destination TEXT NOT NULL, facts TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
  CREATE TABLE maps (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source_object TEXT NOT NULL, destination_object TEXT NOT NULL
  ) STRICT;
  CREATE INDEX maps_by_source ON maps (source_object);
  CREATE TABLE phases (
    run TEXT NOT NULL, map TEXT NOT NULL, ordinal INTEGER NOT NULL, state TEXT NOT NULL,
    before INTEGER, after INTEGER, in_scope INTEGER NOT NULL DEFAULT 0, milliseconds INTEGER NOT NULL DEFAULT 0,
    requests INTEGER NOT NULL DEFAULT 0, linked INTEGER NOT NULL DEFAULT 0, balanced INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run, map)
  ) STRICT;
  CREATE TABLE records (
    map INTEGER NOT NULL, source_id TEXT NOT NULL, element TEXT NOT NULL, at TEXT NOT NULL, key TEXT NOT NULL,
    state TEXT NOT NULL, destination_id TEXT, found INTEGER NOT NULL DEFAULT 0, hash TEXT, reason TEXT, detail TEXT, field TEXT,
    line TEXT, flags TEXT, batch INTEGER, run TEXT NOT NULL, created_run TEXT,
    into_map INTEGER, into_source TEXT, into_element TEXT,
    PRIMARY KEY (map, source_id, element)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX records_by_destination ON records (destination_id) WHERE destination_id IS NOT NULL;
  CREATE INDEX records_sent ON records (batch) WHERE state = 'sent';
  CREATE TABLE batches (
    id INTEGER PRIMARY KEY, run TEXT NOT NULL, map INTEGER NOT NULL, object TEXT NOT NULL, operation TEXT NOT NULL,
    channel TEXT NOT NULL, attempt INTEGER NOT NULL, records INTEGER NOT NULL, bytes INTEGER NOT NULL,
    sent_at TEXT NOT NULL, ended_at TEXT, handle TEXT, state TEXT NOT NULL, error TEXT
  ) STRICT;
  CREATE INDEX batches_open ON batches (state) WHERE state IN ('sent', 'doubt');
  CREATE TABLE links (
    map INTEGER NOT NULL, source_id TEXT NOT NULL, element TEXT NOT NULL, field TEXT NOT NULL,
    deferred TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, detail TEXT, run TEXT NOT NULL,
    PRIMARY KEY (map, source_id, element, field)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE claims (
    space TEXT NOT NULL, key TEXT NOT NULL, map INTEGER NOT NULL, source_id TEXT NOT NULL, element TEXT NOT NULL,
    run TEXT NOT NULL,
    PRIMARY KEY (space, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE merges (
    map INTEGER NOT NULL, source_id TEXT NOT NULL, element TEXT NOT NULL, at TEXT NOT NULL, key TEXT NOT NULL,
    into_map INTEGER NOT NULL, into_source TEXT NOT NULL, into_element TEXT NOT NULL, vals TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (map, source_id, element)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE source_values (
    object TEXT NOT NULL, field TEXT NOT NULL, source_id TEXT NOT NULL, value TEXT NOT NULL, folded TEXT,
    PRIMARY KEY (object, field, source_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX source_values_by_value ON source_values (object, field, folded) WHERE folded IS NOT NULL;
  CREATE TABLE bad_rows (
    run TEXT NOT NULL, object TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (run, object, at)
  ) STRICT, WITHOUT ROWID;
  `,
  // One row a request, compressed: what was sent and answered costs the load little, and is read rarely.
  `
  CREATE TABLE batch_sent (batch INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
  CREATE TABLE batch_answers (no INTEGER PRIMARY KEY, batch INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
  CREATE INDEX batch_answers_by_batch ON batch_answers (batch);
  CREATE INDEX batches_by_run ON batches (run, map);
  CREATE TABLE undone (run TEXT NOT NULL, batch INTEGER NOT NULL, outcome TEXT, PRIMARY KEY (run, batch)) STRICT, WITHOUT ROWID;
  `,
  // When a roll-back was at work, and what it leaves because others have changed it.
  `
  ALTER TABLE undone ADD COLUMN began_at TEXT;
  ALTER TABLE undone ADD COLUMN ended_at TEXT;
  CREATE TABLE undo_kept (
    run TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, why TEXT NOT NULL, fields TEXT,
    PRIMARY KEY (run, object, id)
  ) STRICT, WITHOUT ROWID;
  `,
  // What a delta compares with, and what it has found. `baseline` is made from `batch_sent` when a delta needs it.
  `
  CREATE TABLE baseline (
    object TEXT NOT NULL, id TEXT NOT NULL, writer TEXT NOT NULL, others TEXT, vals TEXT NOT NULL,
    PRIMARY KEY (object, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE baseline_upto (batch INTEGER NOT NULL, undone INTEGER NOT NULL) STRICT;
  INSERT INTO baseline_upto VALUES (0, 0);
  CREATE TABLE source_ids (
    object TEXT NOT NULL, id TEXT NOT NULL, gone INTEGER NOT NULL, PRIMARY KEY (object, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE conflicts (
    run TEXT NOT NULL, map INTEGER NOT NULL, source_id TEXT NOT NULL, element TEXT NOT NULL, field TEXT NOT NULL,
    at TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, sent TEXT, source TEXT NOT NULL,
    destination TEXT NOT NULL, line TEXT,
    PRIMARY KEY (run, map, source_id, element, field)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE departed (
    run TEXT NOT NULL, map INTEGER NOT NULL, source_id TEXT NOT NULL, element TEXT NOT NULL, at TEXT NOT NULL,
    object TEXT NOT NULL, id TEXT NOT NULL, why TEXT NOT NULL, outcome TEXT NOT NULL, note TEXT,
    PRIMARY KEY (run, map, source_id, element)
  ) STRICT, WITHOUT ROWID;
  `,
];

export class NewerJournalError extends Error {
  override readonly name = 'NewerJournalError';
}

/** Brings a journal file to the newest tables; refuses one that a later version has written. */
export function migrate(db: DatabaseSync, file: string): void {
  const version = versionOf(db);
  if (version > migrations.length)
    throw new NewerJournalError(
      `${file} was written by a later version of Migmap (journal ${version}, this one knows ${migrations.length}). Use that version.`,
    );
  if (version === migrations.length) return;
  breakSeal(file);
  // All of them or none, and once: another process may be at it, too.
  transaction(db, () => {
    for (const sql of migrations.slice(versionOf(db))) db.exec(sql);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function versionOf(db: DatabaseSync): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}
