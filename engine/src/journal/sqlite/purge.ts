import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './transaction.ts';

/**
 * What becomes of each table when runs (`:runs`, a JSON list) are purged; `null` holds no customer's value. The id map stays:
 * source id, destination id, state, row and hash of each record. A table that is not named here fails the test of this list.
 */
export const purgedTables: Readonly<Record<string, readonly string[] | null>> = {
  // What the source had: counts by object, no values.
  runs: [
    `UPDATE runs SET facts = json_patch(
       json_object('sources', json(coalesce(facts -> '$.sources', '[]')), 'purgedAt', :at),
       json_object('readFrom', facts ->> '$.readFrom', 'watermark', facts ->> '$.watermark'))
     WHERE id IN (SELECT value FROM json_each(:runs))`,
  ],
  maps: null,
  phases: null,
  records: [
    `UPDATE records SET key = '', reason = NULL, detail = NULL, flags = NULL
     WHERE run IN (SELECT value FROM json_each(:runs))`,
  ],
  batches: [`UPDATE batches SET error = NULL WHERE run IN (SELECT value FROM json_each(:runs))`],
  batch_sent: [
    `DELETE FROM batch_sent WHERE batch IN
       (SELECT id FROM batches WHERE run IN (SELECT value FROM json_each(:runs)))`,
  ],
  batch_answers: [
    `DELETE FROM batch_answers WHERE batch IN
       (SELECT id FROM batches WHERE run IN (SELECT value FROM json_each(:runs)))`,
  ],
  undone: [`DELETE FROM undone WHERE run IN (SELECT value FROM json_each(:runs))`],
  undo_kept: [`DELETE FROM undo_kept WHERE run IN (SELECT value FROM json_each(:runs))`],
  links: [`DELETE FROM links WHERE run IN (SELECT value FROM json_each(:runs))`],
  claims: [`DELETE FROM claims WHERE run IN (SELECT value FROM json_each(:runs)) AND key <> source_id`],
  merges: [
    `DELETE FROM merges WHERE (map, source_id, element) IN
       (SELECT map, source_id, element FROM records WHERE run IN (SELECT value FROM json_each(:runs)))`,
  ],
  // Copied from the source anew by each run.
  source_values: [`DELETE FROM source_values`],
  // Of whole destination records, from whichever run: a delta takes it up anew from the requests that are left.
  baseline: [`DELETE FROM baseline`],
  baseline_upto: [`UPDATE baseline_upto SET batch = 0`],
  // Ids alone.
  source_ids: null,
  conflicts: [`DELETE FROM conflicts WHERE run IN (SELECT value FROM json_each(:runs))`],
  departed: [`UPDATE departed SET note = NULL WHERE run IN (SELECT value FROM json_each(:runs))`],
  bad_rows: [`DELETE FROM bad_rows WHERE run IN (SELECT value FROM json_each(:runs))`],
};

/** Takes the values out, and out of the pages that they stood in: the file is written anew without them. */
export function purgeRuns(db: DatabaseSync, runs: readonly string[], at: string): void {
  const given: Record<string, string> = { runs: JSON.stringify(runs), at };
  db.exec('PRAGMA secure_delete = ON; PRAGMA temp_store = DEFAULT');
  transaction(db, () => {
    for (const sql of Object.values(purgedTables).flatMap((statements) => statements ?? [])) {
      const statement = db.prepare(sql);
      statement.setAllowUnknownNamedParameters(true);
      statement.run(given);
    }
  });
  db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
}
