/**
 * Which ids there are and which values may point at them, on disk while discovery goes on: two million records need no
 * more memory than twenty thousand. The file holds customers' ids; its folder is its owner's alone and goes when it is closed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const keptInMemory = 20_000;

export interface Matches {
  /** Records whose value names a record of the object. */
  readonly object: number;
  readonly records: number;
}

export class IdIndex {
  private readonly folder = mkdtempSync(join(tmpdir(), 'migmap-discover-'));
  private readonly database = new DatabaseSync(join(this.folder, 'ids.sqlite'));
  private readonly insertId;
  private readonly insertPointer;
  private pointers = new Map<number, Map<string, number>>();
  private waiting = 0;
  private sorted = false;

  constructor() {
    this.database.exec(`
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000;
      CREATE TABLE id_seen (value TEXT NOT NULL, object INTEGER NOT NULL);
      CREATE TABLE id (value TEXT NOT NULL, object INTEGER NOT NULL, PRIMARY KEY (value, object)) WITHOUT ROWID;
      CREATE TABLE pointer (field INTEGER NOT NULL, value TEXT NOT NULL, records INTEGER NOT NULL);
      BEGIN`);
    this.insertId = this.database.prepare('INSERT INTO id_seen VALUES (?, ?)');
    this.insertPointer = this.database.prepare('INSERT INTO pointer VALUES (?, ?, ?)');
  }

  /** Record `value` of an object. */
  addId(object: number, value: string): void {
    this.insertId.run(value, object);
  }

  /** A value that may point at a record. */
  addPointer(field: number, value: string): void {
    let values = this.pointers.get(field);
    if (!values) this.pointers.set(field, (values = new Map()));
    const count = values.get(value);
    values.set(value, (count ?? 0) + 1);
    if (count === undefined && ++this.waiting >= keptInMemory) this.flush();
  }

  private flush(): void {
    for (const [field, values] of this.pointers)
      for (const [value, records] of values) this.insertPointer.run(field, value, records);
    this.pointers = new Map();
    this.waiting = 0;
  }

  private sort(): void {
    if (this.sorted) return;
    this.sorted = true;
    this.flush();
    this.database.exec(`
      INSERT OR IGNORE INTO id SELECT value, object FROM id_seen ORDER BY value, object;
      CREATE INDEX pointer_field ON pointer (field, value)`);
  }

  /** Ids of the object that stand more than once, beyond the first. */
  duplicates(object: number): number {
    this.sort();
    return (
      this.number('SELECT count(*) AS n FROM id_seen WHERE object = ?', object) -
      this.number('SELECT count(*) AS n FROM id WHERE object = ?', object)
    );
  }

  /** For a field: which objects its values name, most first. */
  matches(field: number): readonly Matches[] {
    this.sort();
    return this.database
      .prepare(
        `SELECT id.object AS object, sum(pointer.records) AS records FROM pointer JOIN id ON id.value = pointer.value
         WHERE pointer.field = ? GROUP BY id.object ORDER BY records DESC, object`,
      )
      .all(field)
      .map((row) => ({ object: Number(row.object), records: Number(row.records) }));
  }

  /** Values of a field, by record, that name none of the objects. */
  orphans(
    field: number,
    objects: readonly number[],
  ): { readonly records: number; readonly samples: readonly string[] } {
    this.sort();
    const missing = `FROM pointer WHERE field = ? AND NOT EXISTS (SELECT 1 FROM id WHERE id.value = pointer.value
      AND id.object IN (${objects.map(Number).join(',')}))`;
    const samples = this.database
      .prepare(`SELECT DISTINCT value ${missing} ORDER BY value LIMIT 5`)
      .all(field);
    return {
      records: this.number(`SELECT coalesce(sum(records), 0) AS n ${missing}`, field),
      samples: samples.map((row) => String(row.value).slice(0, 200)),
    };
  }

  private number(sql: string, argument: number): number {
    return Number(this.database.prepare(sql).get(argument)?.n ?? 0);
  }

  close(): void {
    this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
