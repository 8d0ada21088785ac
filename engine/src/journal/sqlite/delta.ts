import type { DatabaseSync } from 'node:sqlite';
import type { Value } from '../../values.ts';
import type { Baseline, Departed, DeltaCounts, DeltaLog, FoundConflict, FoundDeparted } from '../delta.ts';
import type { RecordName } from '../types.ts';
import type { MapTable } from './maps.ts';
import { transaction } from './transaction.ts';

type Stored<T, K extends keyof T> = Omit<T, K | 'map'> & { [k in K]: string | null } & { map: number };

export function deltaLog(db: DatabaseSync, maps: MapTable): Omit<DeltaLog, keyof Baseline> {
  const clear = db.prepare('DELETE FROM source_ids');
  const saw = db.prepare(
    `INSERT INTO source_ids VALUES (?, ?, ?) ON CONFLICT (object, id) DO UPDATE SET gone = min(gone, excluded.gone)`,
  );
  const unmet = db.prepare(
    `SELECT r.source_id AS sourceId, r.element, r.at, r.destination_id AS destinationId, r.found,
       EXISTS (SELECT 1 FROM records o JOIN maps m ON m.no = o.map
         WHERE o.destination_id = r.destination_id
           AND m.destination_object = (SELECT destination_object FROM maps WHERE no = r.map)
           AND (o.map, o.source_id, o.element) <> (r.map, r.source_id, r.element)) AS shared,
       CASE s.gone WHEN 0 THEN 'there' WHEN 1 THEN 'gone' ELSE 'unseen' END AS source
     FROM records r LEFT JOIN source_ids s ON s.object = ? AND s.id = r.source_id
     WHERE r.map = ? AND r.run <> ? AND r.destination_id IS NOT NULL AND (r.source_id, r.element) > (?, ?)
     ORDER BY r.source_id, r.element LIMIT ?`,
  );
  const unfinished = db.prepare(
    `SELECT 1 FROM records WHERE map = ? AND state IN ('held', 'failed', 'pending', 'sent') LIMIT 1`,
  );
  const elements = db.prepare(
    `SELECT r.source_id AS sourceId, r.element, r.hash, r.key, r.destination_id AS destinationId, r.run
     FROM json_each(?) j CROSS JOIN records r ON r.map = ? AND r.source_id = j.value WHERE r.element <> ''`,
  );
  const moving = ['records', 'links', 'merges'].map((table) =>
    db.prepare(`UPDATE ${table} SET element = ? WHERE map = ? AND source_id = ? AND element = ?`),
  );
  moving.push(db.prepare('UPDATE claims SET element = ? WHERE map = ? AND source_id = ? AND element = ?'));
  const forget = db.prepare(
    `UPDATE records SET state = 'pending', destination_id = NULL, found = 0, hash = NULL, created_run = NULL, reason = NULL,
       detail = NULL, field = NULL, line = NULL, into_map = NULL, into_source = NULL, into_element = NULL
     WHERE map = ? AND source_id = ? AND element = ?`,
  );
  const unlink = db.prepare('DELETE FROM links WHERE map = ? AND source_id = ? AND element = ?');
  const putConflict = db.prepare(
    'INSERT OR REPLACE INTO conflicts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const conflicts = db.prepare(
    `SELECT map, source_id AS sourceId, element, at, object, id, field, kind, sent, source, destination, line
     FROM conflicts WHERE run = ? ORDER BY kind = 'destination', map, source_id, element, field LIMIT ? OFFSET ?`,
  );
  const putDeparted = db.prepare('INSERT OR REPLACE INTO departed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const departed = db.prepare(
    `SELECT map, source_id AS sourceId, element, at, object, id, why, outcome, note
     FROM departed WHERE run = ? ORDER BY map, source_id, element LIMIT ? OFFSET ?`,
  );
  const conflictCount = db.prepare('SELECT count(*) AS n FROM conflicts WHERE run = ?');
  const departedCounts = db.prepare(
    'SELECT outcome, count(*) AS n FROM departed WHERE run = ? GROUP BY outcome',
  );
  const name = (map: number, n: RecordName): [number, string, string] => [map, n.sourceId, n.element];
  return {
    async clearSourceIds() {
      clear.run();
    },
    async sawSourceIds(object, ids, gone) {
      transaction(db, () => {
        for (const id of ids) saw.run(object, id, Number(gone));
      });
    },
    async unmet(run, map, object, after, limit) {
      const rows = unmet.all(
        object,
        maps.number(map),
        run,
        after?.sourceId ?? '',
        after?.element ?? '',
        limit,
      );
      type Row = Awaited<ReturnType<DeltaLog['unmet']>>[number];
      return (rows as unknown as (Omit<Row, 'found' | 'shared'> & { found: number; shared: number })[]).map(
        (r) => ({ ...r, found: r.found === 1, shared: r.shared === 1 }),
      );
    },
    async unfinished(map) {
      return unfinished.get(maps.number(map)) !== undefined;
    },
    async elements(map, ids) {
      return elements.all(JSON.stringify(ids), maps.number(map)) as unknown as Awaited<
        ReturnType<DeltaLog['elements']>
      >;
    },
    async renumber(map, moves) {
      const no = maps.number(map);
      transaction(db, () => {
        // Out of each other's way first.
        for (const m of moves) for (const move of moving) move.run(`~${m.to}`, ...name(no, m));
        for (const m of moves) for (const move of moving) move.run(m.to, no, m.sourceId, `~${m.to}`);
      });
    },
    async forget(map, names) {
      const no = maps.number(map);
      transaction(db, () => {
        for (const n of names) {
          forget.run(...name(no, n));
          unlink.run(...name(no, n));
        }
      });
    },
    async putConflicts(run, map, rows) {
      const no = maps.number(map);
      const json = (v: Value | undefined): string | null => (v === undefined ? null : JSON.stringify(v));
      transaction(db, () => {
        for (const c of rows)
          putConflict.run(
            run,
            ...name(no, c),
            c.field,
            c.at,
            c.object,
            c.id,
            c.kind,
            json(c.sent),
            JSON.stringify(c.source),
            JSON.stringify(c.destination),
            c.line ?? null,
          );
      });
    },
    async conflicts(run, { after, limit }) {
      type Row = Stored<FoundConflict, 'sent' | 'source' | 'destination' | 'line'>;
      return (conflicts.all(run, limit, after) as unknown as Row[]).map(
        ({ map, sent, source, destination, line, ...c }) => ({
          ...c,
          map: maps.id(map),
          source: JSON.parse(source ?? 'null') as Value,
          destination: JSON.parse(destination ?? 'null') as Value,
          ...(sent !== null && { sent: JSON.parse(sent) as Value }),
          ...(line !== null && { line }),
        }),
      );
    },
    async putDeparted(run, map, rows) {
      const no = maps.number(map);
      transaction(db, () => {
        for (const d of rows)
          putDeparted.run(run, ...name(no, d), d.at, d.object, d.id, d.why, d.outcome, d.note ?? null);
      });
    },
    async departed(run, { after, limit }) {
      return (departed.all(run, limit, after) as unknown as Stored<FoundDeparted, 'note'>[]).map(
        ({ map, note, ...d }) => ({ ...d, map: maps.id(map), ...(note !== null && { note }) }),
      );
    },
    async counts(run): Promise<DeltaCounts> {
      const out = { conflicts: 0, listed: 0, deleted: 0, left: 0 };
      out.conflicts = (conflictCount.get(run) as { n: number }).n;
      for (const row of departedCounts.all(run) as { outcome: Departed['outcome']; n: number }[])
        out[row.outcome] = row.n;
      return out;
    },
  };
}
