import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** A database file with its prepared statements and nested transactions. */
export interface Database {
  readonly db: DatabaseSync;
  /** A prepared statement, kept under its text, or under a shorter name for what `sql` makes. */
  readonly statement: (name: string, sql?: () => string) => StatementSync;
  /** Lets the prepared statements go, as a change of a table asks for. */
  readonly forget: () => void;
  /** Runs `work` in a transaction, or in a savepoint of the one that is open; undoes it when it throws. */
  readonly atomically: <T>(work: () => T) => T;
  /** The same for work that waits in between. Whoever calls this keeps everyone else from writing meanwhile. */
  readonly atomicallyAsync: <T>(work: () => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

export function openDatabase(file: string): Database {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;');
  const statements = new Map<string, StatementSync>();
  let depth = 0;

  const statement = (name: string, sql?: () => string): StatementSync => {
    let found = statements.get(name);
    if (found === undefined) {
      if (statements.size > 2000) statements.clear();
      found = db.prepare(sql === undefined ? name : sql());
      statements.set(name, found);
    }
    return found;
  };
  const begin = (): void => {
    db.exec(depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT s${depth}`);
    depth++;
  };
  const keep = (): void => {
    depth--;
    db.exec(depth === 0 ? 'COMMIT' : `RELEASE s${depth}`);
  };
  const undo = (): void => {
    depth--;
    db.exec(depth === 0 ? 'ROLLBACK' : `ROLLBACK TO s${depth}; RELEASE s${depth}`);
  };
  return {
    db,
    statement,
    forget: () => statements.clear(),
    atomically: (work) => {
      begin();
      try {
        const result = work();
        keep();
        return result;
      } catch (error) {
        undo();
        throw error;
      }
    },
    atomicallyAsync: async (work) => {
      begin();
      try {
        const result = await work();
        keep();
        return result;
      } catch (error) {
        undo();
        throw error;
      }
    },
    close: () => {
      statements.clear();
      db.close();
    },
  };
}
