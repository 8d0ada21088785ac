import type { DatabaseSync } from 'node:sqlite';
import type { UndoneBatch } from '../../rollback/types.ts';
import type { UndoLog } from '../journal.ts';
import type { MapTable } from './maps.ts';
import { transaction } from './transaction.ts';

export function undoLog(db: DatabaseSync, maps: MapTable): UndoLog {
  const all = db.prepare('SELECT batch, outcome FROM undone WHERE run = ?');
  const begin = db.prepare('INSERT OR IGNORE INTO undone (run, batch) VALUES (?, ?)');
  const end = db.prepare('UPDATE undone SET outcome = ? WHERE run = ? AND batch = ?');
  const mine = `map IN (SELECT no FROM maps WHERE destination_object = ?1) AND destination_id = ?2`;
  const unlink = db.prepare(
    `UPDATE links SET state = 'waiting', reason = NULL, detail = NULL
     WHERE (map, source_id, element) IN (SELECT map, source_id, element FROM records WHERE ${mine})`,
  );
  // As if it had never been loaded: the next run makes it anew.
  const forget = db.prepare(
    `UPDATE records SET state = 'pending', destination_id = NULL, found = 0, hash = NULL, created_run = NULL, reason = NULL,
       detail = NULL, field = NULL, line = NULL, into_map = NULL, into_source = NULL, into_element = NULL WHERE ${mine}`,
  );
  const released = db.prepare(
    `UPDATE records SET state = 'pending', hash = NULL WHERE batch = ? AND state = 'sent' AND destination_id IS NULL`,
  );
  const stale = db.prepare('UPDATE records SET hash = NULL WHERE map = ? AND source_id = ? AND element = ?');
  const relink = db.prepare(
    `UPDATE links SET state = 'waiting' WHERE map = ? AND source_id = ? AND element = ? AND field = ?`,
  );
  return {
    async of(run) {
      const rows = all.all(run) as { batch: number; outcome: string | null }[];
      return new Map(
        rows.map((r) => [
          r.batch,
          r.outcome === null ? {} : { outcome: JSON.parse(r.outcome) as UndoneBatch },
        ]),
      );
    },
    async begin(run, batch) {
      begin.run(run, batch);
    },
    async finish(run, batch, outcome, deleted, restored) {
      const map = maps.number(batch.map);
      transaction(db, () => {
        for (const id of deleted) {
          unlink.run(batch.object, id);
          forget.run(batch.object, id);
        }
        released.run(batch.id);
        for (const r of restored) {
          stale.run(map, r.sourceId, r.element);
          for (const field of Object.keys(r.values)) relink.run(map, r.sourceId, r.element, field);
        }
        end.run(JSON.stringify(outcome), run, batch.id);
      });
    },
  };
}
