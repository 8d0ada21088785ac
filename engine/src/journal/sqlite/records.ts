import type { DatabaseSync } from 'node:sqlite';
import { recordStates } from '../../run/states.ts';
import type { RecordLog } from '../journal.ts';
import type {
  HeldRecord,
  JournalRecord,
  JournalState,
  MadeRecord,
  MapRecordName,
  ReasonCount,
  RecordName,
} from '../types.ts';
import type { RecordDetail } from '../journal.ts';
import type { MapTable } from './maps.ts';
import { flagsOf, journalRecord, recordColumns, type StoredRecord } from './rows.ts';
import { settler } from './settle.ts';
import { transaction } from './transaction.ts';

// CROSS JOIN keeps the order: the few wanted names first, then one step into the index for each.
/** Names as a JSON array of [source id, element] pairs, for a join with `json_each`. */
const pairs = (names: readonly RecordName[]): string =>
  JSON.stringify(names.map((n) => [n.sourceId, n.element]));

const joinNames = `json_each(?) j CROSS JOIN records r
  ON r.map = ? AND r.source_id = j.value ->> 0 AND r.element = j.value ->> 1`;

/** A merged record's destination is that of the record it was merged into, as soon as that one has one. */
const resolvedId = `coalesce(r.destination_id, (SELECT s.destination_id FROM records s
  WHERE s.map = r.into_map AND s.source_id = r.into_source AND s.element = r.into_element))`;

/**
 * What a reason has in common with its like: a server's error code, whatever value its message quotes; else the whole
 * sentence, which has `{}` for what is particular to a record.
 */
const code = `substr(reason, 1, instr(reason, ': ') - 1)`;
const kindOfReason = `CASE WHEN instr(reason, ': ') > 1 AND ${code} NOT GLOB '*[^A-Za-z0-9_]*' THEN ${code} ELSE coalesce(reason, '') END`;

export function recordLog(db: DatabaseSync, maps: MapTable): RecordLog {
  const settle = settler(db, maps);
  const get = db.prepare(`SELECT j.key AS i, ${recordColumns} FROM ${joinNames}`);
  const made = db.prepare(
    `SELECT m.id AS map, m.source_object AS sourceObject, r.source_id AS sourceId,
       m.destination_object AS destinationObject, ${resolvedId} AS destinationId, r.state,
       replace(r.reason, '{}', coalesce(r.detail, '…')) AS reason
     FROM maps m CROSS JOIN json_each(?) j CROSS JOIN records r ON r.map = m.no AND r.source_id = j.value AND r.element = ''
     WHERE m.source_object IN (SELECT value FROM json_each(?)) ORDER BY m.no`,
  );
  const holders = db.prepare(
    `SELECT r.map, r.source_id AS sourceId, r.element, r.destination_id AS destinationId
     FROM json_each(?) j CROSS JOIN records r ON r.destination_id = j.value JOIN maps m ON m.no = r.map
     WHERE m.destination_object = ? AND r.into_map IS NULL`,
  );
  const claim = db.prepare(
    `INSERT INTO claims (space, key, map, source_id, element, run) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (space, key) DO UPDATE SET map = excluded.map, source_id = excluded.source_id,
       element = excluded.element, run = excluded.run
     WHERE CASE (SELECT CASE WHEN r.destination_id IS NOT NULL THEN 'keeps' WHEN r.state = 'pending' THEN 'waits'
           WHEN r.state IN ('held', 'failed', 'skipped') THEN 'gives way' ELSE 'keeps' END FROM records r
         WHERE r.map = claims.map AND r.source_id = claims.source_id AND r.element = claims.element)
       WHEN 'keeps' THEN 0 WHEN 'gives way' THEN 1 ELSE claims.run <> excluded.run END`,
  );
  const holder = db.prepare(
    'SELECT map, source_id AS sourceId, element FROM claims WHERE space = ? AND key = ?',
  );
  const counts = db.prepare(
    'SELECT state, count(*) AS n FROM records WHERE map = ? AND run = ? GROUP BY state',
  );
  const reasons = db.prepare(
    `SELECT state, CASE WHEN min(reason) = max(reason) OR kind = '' THEN min(reason)
         ELSE kind || ': for example ' || substr(min(reason), length(kind) + 3) END AS reason,
       field, line, count(*) AS count, json_group_array(at) FILTER (WHERE rank <= 5) AS samples
     FROM (SELECT *, row_number() OVER (PARTITION BY state, kind, field, line ORDER BY at) AS rank
           FROM (SELECT *, ${kindOfReason} AS kind
                 FROM records WHERE map = ? AND run = ? AND state IN (SELECT value FROM json_each(?))))
     GROUP BY state, kind, field, line ORDER BY count DESC, reason LIMIT ?`,
  );
  const flags = db.prepare(
    `SELECT j.value AS why, count(*) AS count FROM records r, json_each(r.flags) j
     WHERE r.map = ? AND r.run = ? AND r.flags IS NOT NULL GROUP BY j.value ORDER BY count DESC`,
  );
  const created = db.prepare(
    `SELECT source_id AS sourceId, element, at, key, destination_id AS destinationId FROM records
     WHERE map = ? AND (source_id, element) > (?, ?) AND created_run = ? AND destination_id IS NOT NULL
       AND state IN ('created', 'updated', 'unchanged')
     ORDER BY source_id, element LIMIT ?`,
  );
  const details = db.prepare(
    `SELECT j.key AS i, r.source_id AS sourceId, r.element, r.at, r.state, ${resolvedId} AS destinationId,
       replace(r.reason, '{}', coalesce(r.detail, '…')) AS reason, r.field, r.line, r.flags FROM ${joinNames} WHERE r.run = ?`,
  );
  const done = db.prepare(
    `SELECT count(*) AS n FROM records WHERE map = ? AND state IN ('created', 'updated', 'unchanged', 'merged')`,
  );
  const survivors = db.prepare(
    'SELECT DISTINCT into_source AS sourceId, into_element AS element FROM records WHERE into_map = ?',
  );
  const becameColumns = `SELECT r.map, r.source_id AS sourceId, r.element, r.at, r.state, r.destination_id AS destinationId, r.found,
       replace(r.reason, '{}', coalesce(r.detail, '…')) AS reason, r.run, r.created_run AS createdRun,
       r.into_map IS NOT NULL AS mergedInto, m.source_object AS sourceObject, m.destination_object AS destinationObject
     FROM records r JOIN maps m ON m.no = r.map`;
  const became = db.prepare(`${becameColumns} WHERE r.destination_id = ? ORDER BY mergedInto, r.map`);
  const becameLong = db.prepare(
    `${becameColumns} WHERE r.destination_id IS NOT NULL AND r.destination_id > ?1 AND r.destination_id < ?1 || '~'
       AND length(r.destination_id) = length(?1) + 3 ORDER BY mergedInto, r.map`,
  );
  const inOrder = <R extends { i: number }>(rows: readonly R[], length: number): (R | undefined)[] => {
    const out: (R | undefined)[] = Array.from({ length });
    for (const row of rows) out[row.i] = row;
    return out;
  };
  return {
    async get(map, names) {
      if (names.length === 0) return [];
      const rows = get.all(pairs(names), maps.number(map)) as unknown as (StoredRecord & { i: number })[];
      return inOrder(rows, names.length).map((r): JournalRecord | undefined => r && journalRecord(r));
    },
    async settle(run, map, rows) {
      if (rows.length > 0) transaction(db, () => settle(run, maps.number(map), rows, null));
    },
    async made(objects, ids) {
      return made.all(JSON.stringify(ids), JSON.stringify(objects)) as unknown as MadeRecord[];
    },
    async holders(object, ids) {
      const rows = holders.all(JSON.stringify(ids), object) as unknown as (RecordName & {
        map: number;
        destinationId: string;
      })[];
      return rows.map((r) => ({ ...r, map: maps.id(r.map) }));
    },
    async claim(run, space, claims) {
      return transaction(db, () =>
        claims.map((c): MapRecordName => {
          claim.run(space, c.key, maps.number(c.map), c.sourceId, c.element, run);
          const held = holder.get(space, c.key) as unknown as RecordName & { map: number };
          return { map: maps.id(held.map), sourceId: held.sourceId, element: held.element };
        }),
      );
    },
    async counts(run, map) {
      const out = { ...Object.fromEntries(recordStates.map((s) => [s, 0])), open: 0 } as Record<
        (typeof recordStates)[number] | 'open',
        number
      >;
      for (const { state, n } of counts.all(maps.number(map), run) as { state: JournalState; n: number }[])
        out[state === 'pending' || state === 'sent' ? 'open' : state] += n;
      return out;
    },
    async reasons(run, map, states, limit) {
      const rows = reasons.all(maps.number(map), run, JSON.stringify(states), limit) as unknown as (Omit<
        ReasonCount,
        'samples'
      > & { samples: string })[];
      return rows.map((r) => ({ ...r, samples: JSON.parse(r.samples) as string[] }));
    },
    async flags(run, map) {
      return flags.all(maps.number(map), run) as unknown as { why: string; count: number }[];
    },
    async createdIds(run, map, after, limit) {
      return created.all(
        maps.number(map),
        after?.sourceId ?? '',
        after?.element ?? '',
        run,
        limit,
      ) as unknown as (RecordName & { at: string; key: string; destinationId: string })[];
    },
    async details(run, map, names) {
      const rows = details.all(pairs(names), maps.number(map), run) as unknown as (Omit<
        RecordDetail,
        'flags'
      > & { i: number; flags: string | null })[];
      return inOrder(rows, names.length).map((r) => r && { ...r, flags: flagsOf(r.flags) });
    },
    async became(id) {
      const exact = became.all(id);
      const rows = exact.length > 0 || id.length !== 15 ? exact : becameLong.all(id);
      return (rows as Record<string, unknown>[]).map(
        (r) =>
          ({
            ...r,
            map: maps.id(r['map'] as number),
            found: r['found'] === 1,
            mergedInto: r['mergedInto'] === 1,
          }) as HeldRecord,
      );
    },
    async survivors(map) {
      const rows = survivors.all(maps.number(map)) as unknown as RecordName[];
      return new Set(rows.map((r) => `${r.sourceId}\0${r.element}`));
    },
    async doneCount(map) {
      return (done.get(maps.number(map)) as { n: number }).n;
    },
  };
}
