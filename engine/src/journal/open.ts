import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { diskError } from '../disk/error.ts';
import { privateFile, privateFolder } from '../disk/private.ts';
import type { Journal } from './journal.ts';
import { lockJournal } from './lock.ts';
import { migrate } from './schema.ts';
import { breakSeal, checkSeal, checkTables, JournalDamagedError, seal } from './seal.ts';
import { baseline } from './sqlite/baseline.ts';
import { batchLog } from './sqlite/batches.ts';
import { deltaLog } from './sqlite/delta.ts';
import { linkLog } from './sqlite/links.ts';
import { mapTable } from './sqlite/maps.ts';
import { mergeLog } from './sqlite/merges.ts';
import { purgeRuns } from './sqlite/purge.ts';
import { recordLog } from './sqlite/records.ts';
import { runLog } from './sqlite/runs.ts';
import { sourceStage } from './sqlite/stage.ts';
import { undoLog } from './sqlite/undo.ts';

export interface OpenOptions {
  /** `normal` gives up safety against a power cut, not against the death of the process. */
  readonly sync?: 'full' | 'normal';
  /** Only to look: nothing can be written, also while a run writes. */
  readonly look?: boolean;
}

/**
 * The journal of one destination connection, made where it is missing. Throws `JournalDamagedError` where the file is not
 * what it was when it was closed, `DiskError` where the disk refuses.
 */
export function openJournal(file: string, options: OpenOptions = {}): Journal {
  const db = openDatabase(file, options);
  try {
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
      purge: async (runs, at) => purgeRuns(db, runs, at),
      close: () => {
        if (db.isOpen) db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The journal of a connection's folder for its one writer, and the work with it; it is sealed again when that is over. */
export async function withOwnJournal<T>(folder: string, work: (journal: Journal) => Promise<T>): Promise<T> {
  const file = join(privateFolder(folder), 'journal.sqlite');
  const unlock = lockJournal(folder);
  try {
    const journal = openJournal(file);
    try {
      return await work(journal);
    } finally {
      journal.close();
      // Without it the next opening takes longer, no more.
      await seal(file).catch(() => undefined);
    }
  } catch (error) {
    throw damaged(error, file) ?? diskError(error, file);
  } finally {
    unlock();
  }
}

function openDatabase(file: string, { sync = 'full', look = false }: OpenOptions): DatabaseSync {
  privateFolder(dirname(file));
  const old = existsSync(file) && statSync(file).size > 0;
  const sealed = checkSeal(file);
  const db = new DatabaseSync(privateFile(file), { timeout: 5000 });
  try {
    // The log and its index take the file's own mode.
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${sync};
      PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 2000; PRAGMA temp_store = MEMORY`);
    if (!look) breakSeal(file);
    if (old && !sealed && !look) checkTables(db, file);
    migrate(db, file);
    if (look) db.exec('PRAGMA query_only = ON');
    return db;
  } catch (error) {
    db.close();
    throw damaged(error, file) ?? diskError(error, file);
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
function damaged(error: unknown, file: string): JournalDamagedError | undefined {
  const { errcode } = error instanceof Error ? (error as { errcode?: number }) : {};
  if (errcode === undefined || ![11, 26].includes(errcode & 0xff)) return undefined;
  return new JournalDamagedError(file, (error as Error).message, error);
}
