import type { DatabaseSync } from 'node:sqlite';
import type { BatchLog } from '../journal.ts';
import type { AnsweredRecord, BatchRow, JournalRecord, OpenBatch, SentRecord } from '../types.ts';
import type { MapTable } from './maps.ts';
import { pack, unpack } from './pack.ts';
import { journalRecord, recordColumns, type StoredRecord } from './rows.ts';
import { settler } from './settle.ts';
import { transaction } from './transaction.ts';

export function batchLog(db: DatabaseSync, maps: MapTable): BatchLog {
  const settle = settler(db, maps);
  const insert = db.prepare(
    `INSERT INTO batches (run, map, object, operation, channel, attempt, records, bytes, sent_at, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'sent') RETURNING id`,
  );
  const send = db.prepare(
    `INSERT INTO records (map, source_id, element, at, key, state, destination_id, found, hash, flags, batch, run)
     VALUES (?1, ?2, ?3, ?4, ?5, 'sent', ?6, ?7, ?8, ?9, ?10, ?11)
     ON CONFLICT (map, source_id, element) DO UPDATE SET at = ?4, key = ?5, state = 'sent',
       destination_id = coalesce(?6, destination_id), found = ?7, hash = ?8, flags = ?9, batch = ?10, run = ?11,
       reason = NULL, detail = NULL, field = NULL, line = NULL, into_map = NULL, into_source = NULL, into_element = NULL`,
  );
  // A record that went back to `pending` keeps no hash: nothing of it is known to be in the destination.
  const release = db.prepare(
    `UPDATE records SET state = 'pending', hash = NULL
     WHERE map = ? AND source_id = ? AND element = ? AND state = 'sent'`,
  );
  const handle = db.prepare('UPDATE batches SET handle = ? WHERE id = ?');
  const end = db.prepare('UPDATE batches SET state = ?, ended_at = ?, error = ? WHERE id = ?');
  const batch = db.prepare('SELECT run, map FROM batches WHERE id = ?');
  const open = db.prepare(
    `SELECT id, map, object, operation, handle, sent_at AS sentAt FROM batches WHERE state IN ('sent', 'doubt') ORDER BY id`,
  );
  const sent = db.prepare(`SELECT ${recordColumns} FROM records r WHERE batch = ? AND state = 'sent'`);
  const putSent = db.prepare('INSERT INTO batch_sent VALUES (?, ?)');
  const putAnswers = db.prepare('INSERT INTO batch_answers (batch, body) VALUES (?, ?)');
  const bodies = db.prepare('SELECT body FROM batch_sent WHERE batch = ?');
  const answers = db.prepare('SELECT body FROM batch_answers WHERE batch = ? ORDER BY no');
  const cost = db.prepare(
    `SELECT count(*) AS writes, coalesce(sum(bytes), 0) AS bytes, coalesce(sum(attempt > 1), 0) AS again
     FROM batches WHERE run = ? AND map = ?`,
  );
  const ofRun = db.prepare(
    `SELECT id, run, map, object, operation, channel, attempt, records, sent_at AS sentAt, ended_at AS endedAt,
       handle, state, error
     FROM batches WHERE run = ?1 AND (?2 IS NULL OR map = ?2) ORDER BY id`,
  );
  const count = db.prepare('SELECT count(*) AS n FROM batches WHERE run = ? AND map = ?');
  return {
    async begin(intent) {
      const map = maps.number(intent.map);
      const body = intent.sent === undefined ? undefined : await pack(intent.sent);
      return transaction(db, () => {
        const { id } = insert.get(
          intent.run,
          map,
          intent.object,
          intent.operation,
          intent.channel,
          intent.attempt,
          intent.records.length,
          intent.bytes,
          new Date().toISOString(),
        ) as { id: number };
        for (const r of intent.records)
          send.run(
            map,
            r.sourceId,
            r.element,
            r.at,
            r.key,
            r.destinationId ?? null,
            Number(r.found ?? false),
            r.hash,
            r.flags.length === 0 ? null : JSON.stringify(r.flags),
            id,
            intent.run,
          );
        if (body !== undefined) putSent.run(id, body);
        return id;
      });
    },
    async remember(id, name) {
      handle.run(name, id);
    },
    async finish(id, state, outcome) {
      const { run, map } = batch.get(id) as { run: string; map: number };
      const { answers: told = [] } = outcome;
      const body = told.length === 0 ? undefined : await pack(told);
      transaction(db, () => {
        if (body !== undefined) putAnswers.run(id, body);
        settle(run, map, outcome.settled, id);
        for (const r of outcome.released ?? []) release.run(map, r.sourceId, r.element);
        end.run(state, new Date().toISOString(), outcome.error ?? null, id);
      });
    },
    async open() {
      return (open.all() as unknown as (Omit<OpenBatch, 'map'> & { map: number })[]).map((b) => ({
        ...b,
        map: maps.id(b.map),
      }));
    },
    async sentRecords(id): Promise<readonly JournalRecord[]> {
      return (sent.all(id) as unknown as StoredRecord[]).map(journalRecord);
    },
    async of(run, map) {
      const rows = ofRun.all(run, map === undefined ? null : maps.number(map));
      return (rows as unknown as (Omit<BatchRow, 'map'> & { map: number })[]).map((b) => ({
        ...b,
        map: maps.id(b.map),
      }));
    },
    async contents(id) {
      const stored = (rows: unknown): Uint8Array[] => (rows as { body: Uint8Array }[]).map((r) => r.body);
      return {
        sent: stored(bodies.all(id)).flatMap((b) => unpack<SentRecord>(b)),
        answers: stored(answers.all(id)).flatMap((b) => unpack<AnsweredRecord>(b)),
      };
    },
    async count(run, map) {
      return (count.get(run, maps.number(map)) as { n: number }).n;
    },
    async cost(run, map) {
      return cost.get(run, maps.number(map)) as { writes: number; bytes: number; again: number };
    },
  };
}
