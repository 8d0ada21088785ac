import type { DatabaseSync } from 'node:sqlite';
import type { Value } from '../../values.ts';
import type { SourceStage } from '../journal.ts';
import { transaction } from './transaction.ts';

export function sourceStage(db: DatabaseSync): SourceStage {
  const clear = db.prepare('DELETE FROM source_values WHERE object = ?');
  const put = db.prepare('INSERT OR IGNORE INTO source_values VALUES (?, ?, ?, ?, ?)');
  const values = db.prepare(
    `SELECT j.key AS i, s.value FROM json_each(?) j CROSS JOIN source_values s
     ON s.object = j.value ->> 0 AND s.field = j.value ->> 1 AND s.source_id = j.value ->> 2`,
  );
  const ids = db.prepare(
    `SELECT j.value AS wanted, s.source_id AS id, s.value FROM json_each(?) j CROSS JOIN source_values s
     ON s.object = ? AND s.field = ? AND s.folded = j.value ORDER BY s.source_id`,
  );
  return {
    async clear(object) {
      clear.run(object);
    },
    async put(object, rows, lookUpFields) {
      transaction(db, () => {
        for (const r of rows) {
          const folded = lookUpFields.has(r.field) ? fold(r.value) : null;
          put.run(object, r.field, r.sourceId, JSON.stringify(r.value), folded);
        }
      });
    },
    async values(needs) {
      const out: Value[] = needs.map(() => null);
      const wanted = JSON.stringify(needs.map((n) => [n.object, n.field, n.id]));
      for (const row of values.all(wanted) as { i: number; value: string }[])
        out[row.i] = JSON.parse(row.value) as Value;
      return out;
    },
    async idsBy(object, field, wanted) {
      const exact = new Map<string, string[]>();
      const near = new Map<string, string[]>();
      const originals = Map.groupBy(wanted, fold);
      const rows = ids.all(JSON.stringify([...originals.keys()]), object, field) as {
        wanted: string;
        id: string;
        value: string;
      }[];
      for (const row of rows)
        for (const original of new Set(originals.get(row.wanted))) {
          const value = JSON.parse(row.value) as Value;
          const same = (typeof value === 'object' ? row.value : String(value)) === original;
          const into = same ? exact : near;
          into.set(original, [...(into.get(original) ?? []), row.id]);
        }
      return new Map([...near, ...exact]);
    },
  };
}

function fold(value: Value): string {
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim().toLowerCase();
}
