import type { DatabaseSync } from 'node:sqlite';
import type { RunLog } from '../journal.ts';
import type { BadRowEntry, PhaseRow, RunFacts, RunRow } from '../types.ts';
import type { MapTable } from './maps.ts';
import { transaction } from './transaction.ts';

type Stored<T> = { [K in keyof T]: T[K] extends object | undefined ? string : T[K] };

const runColumns = `id, started_at AS startedAt, ended_at AS endedAt, state, mapping_name AS mappingName,
  mapping_file AS mappingFile, mapping_hash AS mappingHash, schema_hash AS schemaHash, source, destination, facts`;

export function runLog(db: DatabaseSync, maps: MapTable): RunLog {
  const insert = db.prepare('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const one = db.prepare(`SELECT ${runColumns} FROM runs WHERE id = ?`);
  const all = db.prepare(`SELECT ${runColumns} FROM runs ORDER BY started_at, rowid`);
  const facts = db.prepare('UPDATE runs SET facts = json_patch(facts, ?) WHERE id = ?');
  const end = db.prepare('UPDATE runs SET state = ?, ended_at = ? WHERE id = ?');
  const phase = db.prepare(`INSERT OR REPLACE INTO phases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const phases = db.prepare(
    `SELECT map, ordinal, state, before, after, in_scope AS inScope, milliseconds, requests, linked, balanced
     FROM phases WHERE run = ? ORDER BY ordinal`,
  );
  const badRow = db.prepare('INSERT OR REPLACE INTO bad_rows VALUES (?, ?, ?, ?, ?)');
  const badRows = db.prepare('SELECT object, at, reason, text FROM bad_rows WHERE run = ?');
  const row = (stored: Stored<RunRow> | undefined): RunRow | undefined =>
    stored && { ...stored, facts: JSON.parse(stored.facts) as RunFacts };
  return {
    async start(run, entries) {
      transaction(db, () => {
        maps.register(entries);
        if (one.get(run.id) !== undefined) end.run(run.state, null, run.id);
        else
          insert.run(
            run.id,
            run.startedAt,
            run.endedAt,
            run.state,
            run.mappingName,
            run.mappingFile,
            run.mappingHash,
            run.schemaHash,
            run.source,
            run.destination,
            JSON.stringify(run.facts),
          );
      });
    },
    async tell(run, told) {
      facts.run(JSON.stringify(told), run);
    },
    async end(run, state, endedAt) {
      end.run(state, endedAt, run);
    },
    async get(run) {
      return row(one.get(run) as Stored<RunRow> | undefined);
    },
    async list() {
      return (all.all() as unknown as Stored<RunRow>[]).map((r) => row(r) as RunRow);
    },
    async phases(run) {
      return (phases.all(run) as unknown as (Omit<PhaseRow, 'balanced'> & { balanced: number })[]).map(
        (p) => ({
          ...p,
          balanced: Boolean(p.balanced),
        }),
      );
    },
    async savePhase(run, p) {
      phase.run(
        run,
        p.map,
        p.ordinal,
        p.state,
        p.before,
        p.after,
        p.inScope,
        Math.round(p.milliseconds),
        p.requests,
        p.linked,
        Number(p.balanced),
      );
    },
    async addBadRows(run, rows) {
      transaction(db, () => {
        for (const r of rows) badRow.run(run, r.object, r.at, r.reason, r.text);
      });
    },
    async badRows(run) {
      return badRows.all(run) as unknown as BadRowEntry[];
    },
  };
}
