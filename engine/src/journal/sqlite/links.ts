import type { DatabaseSync } from 'node:sqlite';
import type { LinkLog } from '../journal.ts';
import type { OpenLink, SettledLink } from '../types.ts';
import type { MapTable } from './maps.ts';
import { transaction } from './transaction.ts';

export function linkLog(db: DatabaseSync, maps: MapTable): LinkLog {
  const put = db.prepare(
    `INSERT INTO links (map, source_id, element, field, deferred, state, run) VALUES (?, ?, ?, ?, ?, 'waiting', ?)
     ON CONFLICT (map, source_id, element, field) DO UPDATE SET
       state = 'waiting', deferred = excluded.deferred, run = excluded.run
       WHERE deferred <> excluded.deferred OR state NOT IN ('linked', 'empty')`,
  );
  const drop = db.prepare('DELETE FROM links WHERE map = ? AND source_id = ? AND element = ? AND field = ?');
  const page = db.prepare(
    `SELECT l.source_id AS sourceId, l.element, l.field, l.deferred, r.destination_id AS destinationId, r.at
     FROM links l JOIN records r USING (map, source_id, element)
     WHERE l.map = ? AND l.field = ? AND (l.source_id, l.element) > (?, ?)
       AND l.state IN (SELECT value FROM json_each(?))
       AND r.destination_id IS NOT NULL AND r.state IN ('created', 'updated', 'unchanged')
     ORDER BY l.source_id, l.element LIMIT ?`,
  );
  const unmade = db.prepare(
    `SELECT field FROM links WHERE map = ? AND source_id = ? AND element = ? AND state NOT IN ('linked', 'empty')`,
  );
  const settle = db.prepare(
    `UPDATE links SET state = ?, reason = ?, detail = ?, run = ? WHERE map = ? AND source_id = ? AND element = ? AND field = ?`,
  );
  const counts = db.prepare(
    'SELECT state, count(*) AS n FROM links WHERE map = ? AND run = ? GROUP BY state',
  );
  const reasons = db.prepare(
    `SELECT field, reason, count(*) AS count, json_group_array(at) FILTER (WHERE rank <= 5) AS samples
     FROM (SELECT l.field, l.reason, r.at, row_number() OVER (PARTITION BY l.field, l.reason ORDER BY r.at) AS rank
           FROM links l JOIN records r USING (map, source_id, element)
           WHERE l.map = ? AND l.run = ? AND l.state IN ('held', 'failed'))
     GROUP BY field, reason ORDER BY count DESC LIMIT 50`,
  );
  return {
    async put(run, map, links) {
      const no = maps.number(map);
      transaction(db, () => {
        for (const l of links) put.run(no, l.sourceId, l.element, l.field, l.deferred, run);
      });
    },
    async drop(map, links) {
      if (links.length === 0) return;
      const no = maps.number(map);
      transaction(db, () => {
        for (const l of links) drop.run(no, l.sourceId, l.element, l.field);
      });
    },
    async page(map, field, after, limit, retry) {
      const states = retry ? ['waiting', 'held', 'failed'] : ['waiting'];
      return page.all(
        maps.number(map),
        field,
        after?.sourceId ?? '',
        after?.element ?? '',
        JSON.stringify(states),
        limit,
      ) as unknown as OpenLink[];
    },
    async unmade(map, names) {
      const no = maps.number(map);
      return new Set(
        names.flatMap(({ sourceId, element }) =>
          (unmade.all(no, sourceId, element) as { field: string }[]).map(
            ({ field }) => `${sourceId}\0${element}\0${field}`,
          ),
        ),
      );
    },
    async settle(run, map, links) {
      const no = maps.number(map);
      transaction(db, () => {
        for (const l of links)
          settle.run(l.state, l.reason ?? null, l.detail ?? null, run, no, l.sourceId, l.element, l.field);
      });
    },
    async counts(run, map) {
      const out: Record<SettledLink['state'], number> = { linked: 0, empty: 0, held: 0, failed: 0 };
      for (const { state, n } of counts.all(maps.number(map), run) as {
        state: SettledLink['state'];
        n: number;
      }[])
        if (state in out) out[state] = n;
      return out;
    },
    async reasons(run, map) {
      const rows = reasons.all(maps.number(map), run) as {
        field: string;
        reason: string | null;
        count: number;
        samples: string;
      }[];
      return rows.map((r) => ({
        ...r,
        reason: r.reason ?? '',
        samples: JSON.parse(r.samples) as string[],
      }));
    },
  };
}
