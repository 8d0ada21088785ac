import type { DatabaseSync } from 'node:sqlite';

/** All or nothing; `immediate`, so that two writers queue instead of failing half-way. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    try {
      db.exec('ROLLBACK');
    } catch {
      // A full disk has ended the transaction already; what failed is what counts.
    }
    throw error;
  }
}
