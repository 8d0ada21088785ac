import type { DatabaseSync } from 'node:sqlite';
import type { UndoneBatch } from '../../rollback/types.ts';
import type { KeptRecord, UndoLog } from '../journal.ts';
import type { MapTable } from './maps.ts';
import { transaction } from './transaction.ts';

const nothing: UndoneBatch = { deleted: 0, gone: 0, restored: 0, left: [] };

interface UndoneRow {
  readonly batch: number;
  readonly outcome: string | null;
  readonly beganAt: string | null;
  readonly endedAt: string | null;
}

export function undoLog(db: DatabaseSync, maps: MapTable): UndoLog {
  const all = db.prepare(
    'SELECT batch, outcome, began_at AS beganAt, ended_at AS endedAt FROM undone WHERE run = ?',
  );
  const begin = db.prepare('INSERT OR IGNORE INTO undone (run, batch, began_at) VALUES (?, ?, ?)');
  const end = db.prepare('UPDATE undone SET outcome = ?, ended_at = ? WHERE run = ? AND batch = ?');
  const keep = db.prepare(
    'INSERT OR IGNORE INTO undo_kept (run, object, id, why, fields) VALUES (?, ?, ?, ?, ?)',
  );
  const kept = db.prepare('SELECT object, id, why, fields FROM undo_kept WHERE run = ?');
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
      const rows = all.all(run) as unknown as UndoneRow[];
      return new Map(
        rows.map(({ batch, outcome, beganAt, endedAt }) => [
          batch,
          { beganAt, endedAt, ...(outcome !== null && { outcome: JSON.parse(outcome) as UndoneBatch }) },
        ]),
      );
    },
    async begin(run, batches, at) {
      transaction(db, () => {
        for (const { id } of batches) begin.run(run, id, at);
      });
    },
    async finish(run, batches, { outcome, deletedIds, restored, at }) {
      transaction(db, () => {
        for (const [i, batch] of batches.entries()) {
          if (i === 0)
            for (const id of deletedIds) {
              unlink.run(batch.object, id);
              forget.run(batch.object, id);
            }
          released.run(batch.id);
          // What was undone together is told once.
          end.run(JSON.stringify(i === 0 ? outcome : nothing), at, run, batch.id);
        }
        const map = batches[0] === undefined ? 0 : maps.number(batches[0].map);
        for (const r of restored) {
          stale.run(map, r.sourceId, r.element);
          for (const field of Object.keys(r.values)) relink.run(map, r.sourceId, r.element, field);
        }
      });
    },
    async keep(run, records) {
      transaction(db, () => {
        for (const { object, id, why, fields } of records)
          keep.run(run, object, id, why, fields === undefined ? null : JSON.stringify(fields));
      });
    },
    async kept(run) {
      const rows = kept.all(run) as unknown as (Omit<KeptRecord, 'fields'> & { fields: string | null })[];
      return rows.map(({ fields, ...r }) => ({
        ...r,
        ...(fields !== null && { fields: JSON.parse(fields) as string[] }),
      }));
    },
  };
}
