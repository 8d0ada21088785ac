import type { DatabaseSync } from 'node:sqlite';
import type { UndoneBatch } from '../../rollback/types.ts';
import type { Row } from '../../values.ts';
import type { Baseline, LastSent } from '../delta.ts';
import type { AnsweredRecord, SentRecord } from '../types.ts';
import type { MapTable } from './maps.ts';
import { unpack } from './pack.ts';
import { transaction } from './transaction.ts';

interface StoredBatch {
  id: number;
  map: number;
  object: string;
  operation: string;
  ended: string | null;
  undone: number;
  run: string;
}

interface StoredBaseline {
  id: string;
  /** Number of the map and source id of the record's first writer. */
  writer: string;
  /** Of the fields that another one wrote last. */
  others: string | null;
  vals: string;
}

const parsed = (others: string | null | undefined): Record<string, string> =>
  typeof others === 'string' ? (JSON.parse(others) as Record<string, string>) : {};

function lastSent(stored: StoredBaseline, maps: MapTable): LastSent {
  const others = parsed(stored.others);
  return {
    values: JSON.parse(stored.vals) as Row,
    byAnother: (field, map, sourceId) =>
      (others[field] ?? stored.writer) !== `${maps.number(map)} ${sourceId}`,
  };
}

/** What was last sent, by destination record: folded out of the kept requests, oldest first, each once. */
export function baseline(db: DatabaseSync, maps: MapTable): Baseline {
  const upto = db.prepare(
    `SELECT batch, undone, (SELECT count(*) FROM undone WHERE outcome IS NOT NULL) AS undoneNow FROM baseline_upto`,
  );
  const setUpto = db.prepare('UPDATE baseline_upto SET batch = ?, undone = ?');
  const clear = db.prepare('DELETE FROM baseline');
  const next = db.prepare(
    `SELECT b.id, b.map, b.object, b.operation, b.ended_at AS ended,
       (SELECT u.outcome FROM undone u WHERE u.run = b.run AND u.batch = b.id) IS NOT NULL AS undone, b.run
     FROM batches b WHERE b.id > ? ORDER BY b.id LIMIT 1`,
  );
  const bodies = db.prepare('SELECT body FROM batch_sent WHERE batch = ?');
  const answers = db.prepare('SELECT body FROM batch_answers WHERE batch = ? ORDER BY no');
  const outcomes = db.prepare('SELECT outcome FROM undone WHERE run = ? AND outcome IS NOT NULL');
  const idOf = db.prepare(
    `SELECT destination_id AS id FROM records WHERE map = ? AND source_id = ? AND element = ? AND state <> 'sent'`,
  );
  const get = db.prepare('SELECT writer, others, vals FROM baseline WHERE object = ? AND id = ?');
  const several = db.prepare(
    `SELECT b.id, b.writer, b.others, b.vals FROM json_each(?) j CROSS JOIN baseline b ON b.object = ? AND b.id = j.value`,
  );
  const put = db.prepare('INSERT OR REPLACE INTO baseline VALUES (?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM baseline WHERE object = ? AND id = ?');

  /** `writer`: absent leaves who wrote a field as it is. */
  const add = (object: string, id: string, values: Row, writer?: string): void => {
    const known = get.get(object, id) as Omit<StoredBaseline, 'id'> | undefined;
    const before = known === undefined ? {} : (JSON.parse(known.vals) as Row);
    const main = known?.writer ?? writer ?? '';
    const others = new Map<string, string>(Object.entries(parsed(known?.others)));
    if (writer !== undefined)
      for (const field of Object.keys(values))
        if (writer === main) others.delete(field);
        else others.set(field, writer);
    const told = others.size === 0 ? null : JSON.stringify(Object.fromEntries(others));
    put.run(object, id, main, told, JSON.stringify({ ...before, ...values }));
  };

  const leftBy = (run: string): ReadonlySet<string> =>
    new Set(
      (outcomes.all(run) as { outcome: string }[]).flatMap((u) =>
        (JSON.parse(u.outcome) as UndoneBatch).left.map((l) => l.id),
      ),
    );

  const fold = (batch: StoredBatch): void => {
    const body = (rows: unknown): Uint8Array[] => (rows as { body: Uint8Array }[]).map((r) => r.body);
    const told = new Map<string, AnsweredRecord[]>();
    for (const a of body(answers.all(batch.id)).flatMap((b) => unpack<AnsweredRecord>(b))) {
      const name = `${a.sourceId}\0${a.element}`;
      told.set(name, [...(told.get(name) ?? []), a]);
    }
    // Of a request that was undone, only what was left as it was.
    const left = batch.undone === 0 ? undefined : leftBy(batch.run);
    for (const s of body(bodies.all(batch.id)).flatMap((b) => unpack<SentRecord>(b))) {
      const own = told.get(`${s.sourceId}\0${s.element}`) ?? [];
      const done = own.find((a) => a.outcome === 'created' || a.outcome === 'updated');
      // The answer to a creation may have been found out later; an update without one may not have been done.
      const found =
        done === undefined && own.length === 0 && s.id === undefined
          ? (idOf.get(batch.map, s.sourceId, s.element) as { id: string | null } | undefined)?.id
          : undefined;
      const id = done === undefined ? found : (s.id ?? done.id);
      if (id === undefined || id === null || (left !== undefined && !left.has(id))) continue;
      if (batch.operation === 'delete') remove.run(batch.object, id);
      else add(batch.object, id, s.values, `${batch.map} ${s.sourceId}`);
    }
  };

  return {
    async takeUp() {
      const at = upto.get() as { batch: number; undone: number; undoneNow: number };
      if (at.undone !== at.undoneNow)
        transaction(db, () => {
          clear.run();
          setUpto.run(0, at.undoneNow);
          at.batch = 0;
        });
      for (;;) {
        const batch = next.get(at.batch) as StoredBatch | undefined;
        if (batch === undefined || batch.ended === null) return;
        transaction(db, () => {
          fold(batch);
          setUpto.run(batch.id, at.undoneNow);
        });
        at.batch = batch.id;
      }
    },
    async sent(object, ids) {
      const rows = several.all(JSON.stringify(ids), object) as unknown as StoredBaseline[];
      return new Map(rows.map((r) => [r.id, lastSent(r, maps)]));
    },
    async agree(object, rows) {
      if (rows.length > 0) transaction(db, () => rows.forEach((r) => add(object, r.id, r.values)));
    },
  };
}
