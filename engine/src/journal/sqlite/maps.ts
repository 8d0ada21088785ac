import type { DatabaseSync } from 'node:sqlite';
import type { MapEntry } from '../types.ts';

/** Map ids are long texts that stand in every record; the tables hold their numbers. */
export interface MapTable {
  number(id: string): number;
  id(no: number): string;
  /** Adds maps, or takes over their objects where the mapping has changed. */
  register(maps: readonly MapEntry[]): void;
}

export function mapTable(db: DatabaseSync): MapTable {
  const numbers = new Map<string, number>();
  const ids = new Map<number, string>();
  const select = db.prepare('SELECT no, id FROM maps');
  const insert = db.prepare(
    `INSERT INTO maps (id, source_object, destination_object) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET source_object = excluded.source_object, destination_object = excluded.destination_object`,
  );
  const load = (): void => {
    for (const row of select.all() as { no: number; id: string }[]) {
      numbers.set(row.id, row.no);
      ids.set(row.no, row.id);
    }
  };
  load();
  return {
    number(id) {
      if (!numbers.has(id)) load();
      const no = numbers.get(id);
      if (no === undefined) throw new Error(`The journal knows no map ${id}.`);
      return no;
    },
    id(no) {
      if (!ids.has(no)) load();
      const id = ids.get(no);
      if (id === undefined) throw new Error(`The journal knows no map number ${no}.`);
      return id;
    },
    register(maps) {
      for (const m of maps) insert.run(m.id, m.sourceObject, m.destinationObject);
      load();
    },
  };
}
