import { DatabaseSync } from 'node:sqlite';
import { diskError } from './error.ts';
import { privateFile } from './private.ts';

const sqliteBusy = 5;
const notADatabase = 26;

/** A handle that nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * One process at a time. The lock is the operating system's, held through an open SQLite transaction over an empty file: it
 * ends with the process however that ends, so a dead process never leaves one behind and a process number that is used
 * again means nothing. Returns what releases it, or `undefined` where another process has it.
 */
export function takeLock(file: string): (() => void) | undefined {
  const db = new DatabaseSync(privateFile(file));
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    const { errcode } = error as { errcode?: number };
    if ((errcode ?? 0) % 256 === sqliteBusy) return undefined;
    if (errcode === notADatabase)
      throw new Error(`${file} is no lock: something else was written into it. Delete it and start again.`, {
        cause: error,
      });
    throw diskError(error, file);
  }
  held.add(db);
  return () => {
    held.delete(db);
    if (db.isOpen) db.close();
  };
}
