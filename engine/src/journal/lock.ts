import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export class JournalBusyError extends Error {
  override readonly name = 'JournalBusyError';
}

/**
 * One run at a time per destination connection. The lock is the operating system's, held through an open SQLite
 * transaction: it ends with the process however that ends, so a dead process never leaves one behind.
 */
export function lockJournal(folder: string): () => void {
  const holder = join(folder, 'lock.json');
  const file = join(folder, 'lock.sqlite');
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    throw new JournalBusyError(
      `Another run is writing to this destination${describe(holder)}. Wait for it to end, or stop it, and start again.`,
      { cause },
    );
  }
  writeFileSync(holder, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }), {
    mode: 0o600,
  });
  return () => {
    if (db.isOpen) db.close();
  };
}

function describe(holder: string): string {
  try {
    const { pid, since } = JSON.parse(readFileSync(holder, 'utf8')) as { pid: number; since: string };
    return ` (process ${pid}, since ${since})`;
  } catch {
    return '';
  }
}
