import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Journal } from './journal.ts';
import { migrate } from './schema.ts';
import { baseline } from './sqlite/baseline.ts';
import { batchLog } from './sqlite/batches.ts';
import { deltaLog } from './sqlite/delta.ts';
import { linkLog } from './sqlite/links.ts';
import { mapTable } from './sqlite/maps.ts';
import { mergeLog } from './sqlite/merges.ts';
import { recordLog } from './sqlite/records.ts';
import { runLog } from './sqlite/runs.ts';
import { sourceStage } from './sqlite/stage.ts';
import { undoLog } from './sqlite/undo.ts';

/**
 * The journal of one destination connection, made where it is missing. Readers may look on while a run writes.
 * `sync: 'normal'` gives up safety against a power cut, not against the death of the process.
 */
export function openJournal(file: string, options: { readonly sync?: 'full' | 'normal' } = {}): Journal {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file, { timeout: 5000 });
  chmodSync(file, 0o600);
  // The WAL and its index take the file's own mode.
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${options.sync ?? 'full'};
    PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 2000; PRAGMA temp_store = MEMORY`);
  migrate(db, file);
  const maps = mapTable(db);
  return {
    runs: runLog(db, maps),
    records: recordLog(db, maps),
    batches: batchLog(db, maps),
    links: linkLog(db, maps),
    merges: mergeLog(db, maps),
    stage: sourceStage(db),
    undo: undoLog(db, maps),
    delta: { ...baseline(db, maps), ...deltaLog(db, maps) },
    close: () => {
      if (!db.isOpen) return;
      db.close();
    },
  };
}
