import type { DatabaseSync } from 'node:sqlite';
import type { Row } from '../../values.ts';
import type { MergeLog } from '../journal.ts';
import type { JournalState } from '../types.ts';
import type { MapTable } from './maps.ts';
import { transaction } from './transaction.ts';

interface StoredMerge {
  sourceId: string;
  element: string;
  at: string;
  key: string;
  hash: string;
  intoMap: number;
  intoSource: string;
  intoElement: string;
  vals: string;
  intoState: JournalState | null;
  intoId: string | null;
}

export function mergeLog(db: DatabaseSync, maps: MapTable): MergeLog {
  const put = db.prepare('INSERT OR REPLACE INTO merges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const page = db.prepare(
    `SELECT m.source_id AS sourceId, m.element, m.at, m.key, m.hash, m.into_map AS intoMap,
       m.into_source AS intoSource, m.into_element AS intoElement, m.vals, s.state AS intoState,
       s.destination_id AS intoId
     FROM merges m LEFT JOIN records s ON s.map = m.into_map AND s.source_id = m.into_source AND s.element = m.into_element
     WHERE m.map = ? AND (m.source_id, m.element) > (?, ?) ORDER BY m.source_id, m.element LIMIT ?`,
  );
  const remove = db.prepare('DELETE FROM merges WHERE map = ? AND source_id = ? AND element = ?');
  return {
    async put(map, merges) {
      const no = maps.number(map);
      transaction(db, () => {
        for (const m of merges)
          put.run(
            no,
            m.sourceId,
            m.element,
            m.at,
            m.key,
            maps.number(m.into.map),
            m.into.sourceId,
            m.into.element,
            JSON.stringify(m.values),
            m.hash,
          );
      });
    },
    async page(map, after, limit) {
      const rows = page.all(
        maps.number(map),
        after?.sourceId ?? '',
        after?.element ?? '',
        limit,
      ) as unknown as StoredMerge[];
      return rows.map(({ vals, intoMap, intoSource, intoElement, ...m }) => ({
        ...m,
        values: JSON.parse(vals) as Row,
        into: { map: maps.id(intoMap), sourceId: intoSource, element: intoElement },
      }));
    },
    async clear(map, names) {
      const no = maps.number(map);
      transaction(db, () => {
        for (const n of names) remove.run(no, n.sourceId, n.element);
      });
    },
  };
}
