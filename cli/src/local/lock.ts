import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../failure.ts';

/**
 * One process at a time over a local system's database: an emulator keeps part of its state in memory. The lock is an open
 * SQLite transaction, so it ends with the process however that ends. Returns what releases it.
 */
export function takeLock(file: string, what: string): () => void {
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    throw new Failure(`${what} is in use by another migmap. Wait until that has ended, or stop it.`, {
      cause,
    });
  }
  return () => db.close();
}
