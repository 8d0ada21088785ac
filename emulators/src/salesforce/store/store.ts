import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { idSource, ordinalOf } from '../ids.ts';
import { isCompound, isNumber, isText, type FieldDef } from '../schema/types.ts';
import type { LiveObject } from '../schema/catalog.ts';

export type SqlValue = null | string | number;
export type StoredRow = Record<string, SqlValue>;

/** The org's records: one table an object, one column a field, `IsDeleted` on every table. */
export interface Store {
  readonly db: DatabaseSync;
  /** A prepared statement, kept under its text, or under a shorter name for what `sql` makes. */
  readonly statement: (name: string, sql?: () => string) => StatementSync;
  readonly nextId: (prefix: string) => string;
  readonly ensureTable: (object: LiveObject) => void;
  readonly ensureIndex: (object: string, field: string) => void;
  /** Runs `work` in a transaction, or in a savepoint of the one that is open; undoes it when it throws. */
  readonly atomically: <T>(work: () => T) => T;
  /** The same for work that waits in between. Whoever calls this keeps everyone else from writing meanwhile. */
  readonly atomicallyAsync: <T>(work: () => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

export const quote = (name: string): string => `"${name}"`;

function column(field: FieldDef): string {
  if (field.type === 'boolean') return `${quote(field.name)} INTEGER NOT NULL DEFAULT 0`;
  if (isNumber(field.type)) return `${quote(field.name)} NUMERIC`;
  const folded = (isText(field.type) || /picklist/.test(field.type)) && !field.caseSensitive;
  return `${quote(field.name)} TEXT${folded ? ' COLLATE NOCASE' : ''}`;
}

const keyed = (field: FieldDef): boolean =>
  field.unique || field.externalId || (field.idLookup && field.name !== 'Id');

export function openStore(file: string): Store {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;');
  db.exec('CREATE TABLE IF NOT EXISTS _sequence (prefix TEXT PRIMARY KEY, last INTEGER NOT NULL)');
  const statements = new Map<string, StatementSync>();
  const tables = new Map<string, string>();
  const indexes = new Set<string>();
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
  const lastOrdinal = (prefix: string): number => {
    const kept = db.prepare('SELECT last FROM _sequence WHERE prefix = ?').get(prefix)?.['last'];
    let last = typeof kept === 'number' ? kept : 0;
    for (const [name, tablePrefix] of [...tables, ['_job', '750'] as const]) {
      if (tablePrefix !== prefix) continue;
      const id = db.prepare(`SELECT max(Id) AS last FROM ${quote(name)}`).get()?.['last'];
      if (typeof id === 'string') last = Math.max(last, ordinalOf(id));
    }
    return last;
  };
  const index = (object: string, field: string): void => {
    const key = `${object}.${field}`;
    if (indexes.has(key)) return;
    indexes.add(key);
    db.exec(`CREATE INDEX IF NOT EXISTS ${quote(`ix_${key}`)} ON ${quote(object)} (${quote(field)})`);
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
    nextId: idSource(lastOrdinal),
    ensureTable: (object) => {
      const stored = object.fields.filter((f) => !isCompound(f.type));
      const known = new Set(
        db
          .prepare(`SELECT name FROM pragma_table_info(?)`)
          .all(object.name)
          .map((r) => String(r['name'])),
      );
      if (known.size === 0) {
        const columns = stored.map((f) => (f.name === 'Id' ? 'Id TEXT PRIMARY KEY' : column(f)));
        if (object.field('IsDeleted') === undefined) columns.push('"IsDeleted" INTEGER NOT NULL DEFAULT 0');
        db.exec(`CREATE TABLE ${quote(object.name)} (${columns.join(', ')}) WITHOUT ROWID`);
      } else {
        for (const field of stored)
          if (!known.has(field.name))
            db.exec(`ALTER TABLE ${quote(object.name)} ADD COLUMN ${column(field)}`);
      }
      tables.set(object.name, object.keyPrefix);
      for (const field of stored) if (keyed(field)) index(object.name, field.name);
      statements.clear();
    },
    ensureIndex: index,
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

/** Keeps ids of purged records from being handed out again. */
export function rememberLastId(store: Store, id: string): void {
  store
    .statement(
      'INSERT INTO _sequence (prefix, last) VALUES (?, ?) ON CONFLICT (prefix) DO UPDATE SET last = max(last, excluded.last)',
    )
    .run(id.slice(0, 3), ordinalOf(id));
}

export function findById(store: Store, object: string, id: string): StoredRow | undefined {
  return store.statement(`SELECT * FROM ${quote(object)} WHERE Id = ?`).get(id) as StoredRow | undefined;
}

export function insertRow(store: Store, object: string, row: StoredRow): void {
  const names = Object.keys(row);
  store
    .statement(
      `INSERT INTO ${object} ${names.join(' ')}`,
      () =>
        `INSERT INTO ${quote(object)} (${names.map(quote).join(',')}) VALUES (${names.map(() => '?').join(',')})`,
    )
    .run(...(Object.values(row) as SQLInputValue[]));
}

export function updateRow(store: Store, object: string, id: string, changes: StoredRow): void {
  const names = Object.keys(changes);
  if (names.length === 0) return;
  const sql = `UPDATE ${quote(object)} SET ${names.map((n) => `${quote(n)} = ?`).join(', ')} WHERE Id = ?`;
  store.statement(sql).run(...(Object.values(changes) as SQLInputValue[]), id);
}
