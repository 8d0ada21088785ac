import type { DatabaseSync } from 'node:sqlite';
import type { SettledRecord } from '../types.ts';
import type { MapTable } from './maps.ts';

/** Writes final states; shared by outcomes of batches and by records that were never sent. */
export function settler(
  db: DatabaseSync,
  maps: MapTable,
): (run: string, map: number, rows: readonly SettledRecord[], batch: number | null) => void {
  const upsert = db.prepare(
    `INSERT INTO records (map, source_id, element, at, key, state, destination_id, found, hash, reason, field, line,
       flags, batch, run, created_run, into_map, into_source, into_element, detail)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
     ON CONFLICT (map, source_id, element) DO UPDATE SET
       at = ?4, key = ?5, state = ?6, destination_id = iif(?21, NULL, coalesce(?7, destination_id)), found = ?8,
       hash = coalesce(?9, hash), reason = ?10, detail = ?20, field = ?11, line = ?12, flags = ?13,
       batch = coalesce(?14, batch), run = ?15, created_run = coalesce(?16, created_run),
       into_map = ?17, into_source = ?18, into_element = ?19`,
  );
  return (run, map, rows, batch) => {
    for (const r of rows)
      upsert.run(
        map,
        r.sourceId,
        r.element,
        r.at,
        r.key,
        r.state,
        r.destinationId ?? null,
        Number(r.found ?? false),
        r.hash ?? null,
        r.reason ?? null,
        r.field ?? null,
        r.line ?? null,
        r.flags === undefined || r.flags.length === 0 ? null : JSON.stringify(r.flags),
        batch,
        run,
        r.state === 'created' ? run : null,
        r.mergedInto === undefined ? null : maps.number(r.mergedInto.map),
        r.mergedInto?.sourceId ?? null,
        r.mergedInto?.element ?? null,
        r.detail ?? null,
        Number(r.forget ?? false),
      );
  };
}
