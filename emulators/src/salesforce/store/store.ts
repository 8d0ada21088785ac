import type { SQLInputValue } from 'node:sqlite';
import { openDatabase, type Database } from '../../store/sqlite.ts';
import { idSource, ordinalOf } from '../ids.ts';
import { isCompound, isNumber, isText, type FieldDef } from '../schema/types.ts';
import type { LiveObject } from '../schema/catalog.ts';

export type SqlValue = null | string | number;
export type StoredRow = Record<string, SqlValue>;

/** The org's records: one table an object, one column a field, `IsDeleted` on every table. */
export interface Store extends Omit<Database, 'forget'> {
  readonly nextId: (prefix: string) => string;
  readonly ensureTable: (object: LiveObject) => void;
  readonly ensureIndex: (object: string, field: string) => void;
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
  const { forget, ...database } = openDatabase(file);
  const { db } = database;
  db.exec('CREATE TABLE IF NOT EXISTS _sequence (prefix TEXT PRIMARY KEY, last INTEGER NOT NULL)');
  const tables = new Map<string, string>();
  const indexes = new Set<string>();

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
  return {
    ...database,
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
      forget();
    },
    ensureIndex: index,
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
