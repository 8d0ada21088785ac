import type { SQLInputValue } from 'node:sqlite';
import { openDatabase, type Database } from '../../store/sqlite.ts';

export type Body = Record<string, unknown>;
export type Id = number | string;

export interface Doc {
  readonly seq: number;
  readonly id: Id;
  readonly body: Body;
  /** RFC 3339 in whole seconds. */
  readonly add_time: string;
  readonly update_time: string;
  readonly deleted: boolean;
}

export type Cell = string | number | boolean | null;

export interface Query {
  /** Members of the body, or `add_time`, `update_time`, `id`, that must be equal. */
  readonly equal?: Readonly<Record<string, Cell>>;
  readonly ids?: readonly Id[];
  readonly since?: string;
  readonly until?: string;
  /** Both deleted and living ones when absent. */
  readonly deleted?: boolean;
  readonly sort?: string;
  readonly descending?: boolean;
  /** Sort value and ordinal of the last one of the page before. */
  readonly after?: readonly [Cell, number];
  readonly offset?: number;
  readonly limit?: number;
}

/** The account's records: a table a kind, the record itself as JSON. */
export interface Documents extends Database {
  readonly insert: (
    kind: string,
    body: Body,
    stamp: { add_time: string; update_time?: string; id?: string },
  ) => Doc;
  readonly find: (kind: string, id: Id) => Doc | undefined;
  readonly save: (kind: string, doc: Doc) => void;
  readonly remove: (kind: string, id: Id) => void;
  readonly list: (kind: string, query?: Query) => readonly Doc[];
  readonly count: (kind: string, query?: Query) => number;
  /** Numbers of a kind start after `base`. */
  readonly startAt: (kind: string, base: number) => void;
}

const own = new Set(['seq', 'id', 'add_time', 'update_time', 'deleted']);
const column = (name: string): string => (own.has(name) ? name : `json_extract(body, '$."${name}"')`);
const cell = (value: Cell): SQLInputValue => (typeof value === 'boolean' ? Number(value) : value);

/** Members that records are looked up by. */
const indexed: Readonly<Record<string, readonly string[]>> = {
  deal: ['person_id', 'org_id', 'stage_id', 'status'],
  person: ['org_id'],
  activity: ['deal_id', 'lead_id', 'person_id', 'org_id'],
  lead: ['person_id', 'organization_id'],
  note: ['deal_id', 'lead_id', 'person_id', 'org_id'],
  dealProduct: ['deal_id'],
};

function where(query: Query): { sql: string; values: SQLInputValue[] } {
  const terms: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (term: string, ...more: SQLInputValue[]): void => {
    terms.push(term);
    values.push(...more);
  };
  for (const [name, value] of Object.entries(query.equal ?? {}))
    if (value === null) add(`${column(name)} IS NULL`);
    else add(`${column(name)} = ?`, cell(value));
  if (query.ids !== undefined) add(`id IN (${query.ids.map(() => '?').join(',')})`, ...query.ids);
  if (query.since !== undefined) add('update_time >= ?', query.since);
  if (query.until !== undefined) add('update_time < ?', query.until);
  if (query.deleted !== undefined) add('deleted = ?', Number(query.deleted));
  return { sql: terms.length === 0 ? '1' : terms.join(' AND '), values };
}

const read = (row: Record<string, unknown>): Doc => ({
  seq: Number(row['seq']),
  id: row['id'] as Id,
  body: JSON.parse(String(row['body'])) as Body,
  add_time: String(row['add_time']),
  update_time: String(row['update_time']),
  deleted: row['deleted'] === 1,
});

export function openDocuments(file: string): Documents {
  const database = openDatabase(file);
  const { db, statement } = database;
  const tables = new Set<string>();
  db.exec('CREATE TABLE IF NOT EXISTS _sequence (kind TEXT PRIMARY KEY, last INTEGER NOT NULL)');

  const table = (kind: string): string => {
    const name = `"${kind}"`;
    if (tables.has(kind)) return name;
    tables.add(kind);
    db.exec(
      `CREATE TABLE IF NOT EXISTS ${name} (seq INTEGER PRIMARY KEY, id UNIQUE NOT NULL, body TEXT NOT NULL,
       add_time TEXT NOT NULL, update_time TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0)`,
    );
    db.exec(`CREATE INDEX IF NOT EXISTS "ix_${kind}_time" ON ${name} (update_time)`);
    for (const member of indexed[kind] ?? [])
      db.exec(`CREATE INDEX IF NOT EXISTS "ix_${kind}_${member}" ON ${name} (${column(member)})`);
    return name;
  };
  const next = (kind: string): number =>
    Number(
      statement(
        'INSERT INTO _sequence VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last',
      ).get(kind)?.['last'],
    );
  return {
    ...database,
    insert: (kind, body, { add_time, update_time = add_time, id }) => {
      const name = table(kind);
      const seq = next(kind);
      const doc: Doc = { seq, id: id ?? seq, body, add_time, update_time, deleted: false };
      statement(`INSERT INTO ${name} VALUES (?, ?, ?, ?, ?, 0)`).run(
        seq,
        doc.id,
        JSON.stringify(body),
        add_time,
        update_time,
      );
      return doc;
    },
    find: (kind, id) => {
      const row = statement(`SELECT * FROM ${table(kind)} WHERE id = ?`).get(id);
      return row === undefined ? undefined : read(row);
    },
    save: (kind, doc) => {
      statement(
        `UPDATE ${table(kind)} SET body = ?, add_time = ?, update_time = ?, deleted = ? WHERE seq = ?`,
      ).run(JSON.stringify(doc.body), doc.add_time, doc.update_time, Number(doc.deleted), doc.seq);
    },
    remove: (kind, id) => {
      statement(`DELETE FROM ${table(kind)} WHERE id = ?`).run(id);
    },
    list: (kind, query = {}) => {
      const sort = column(query.sort ?? 'seq');
      const direction = query.descending === true ? 'DESC' : 'ASC';
      let { sql, values } = where(query);
      if (query.after !== undefined) {
        sql += ` AND (${sort}, seq) ${query.descending === true ? '<' : '>'} (?, ?)`;
        values = [...values, cell(query.after[0]), query.after[1]];
      }
      const order = `ORDER BY ${sort} ${direction}, seq ${direction} LIMIT ? OFFSET ?`;
      return statement(`SELECT * FROM ${table(kind)} WHERE ${sql} ${order}`)
        .all(...values, query.limit ?? -1, query.offset ?? 0)
        .map(read);
    },
    count: (kind, query = {}) => {
      const { sql, values } = where(query);
      return Number(statement(`SELECT count(*) AS n FROM ${table(kind)} WHERE ${sql}`).get(...values)?.['n']);
    },
    startAt: (kind, base) => {
      table(kind);
      statement('INSERT OR IGNORE INTO _sequence VALUES (?, ?)').run(kind, base);
    },
  };
}
