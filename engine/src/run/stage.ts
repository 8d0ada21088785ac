import type { Journal } from '../journal/journal.ts';
import type { SourceRecord } from '../connectors/source.ts';
import { fieldsThrough } from '../mapping/evaluate/through.ts';
import { expressionsOf } from '../mapping/expressions.ts';
import type { Expr, Mapping } from '../mapping/ir.ts';
import type { Value } from '../values.ts';
import { emptyWorld, type PreparedMap, type TransformWorld } from '../mapping/transform.ts';
import { walk } from '../mapping/walk.ts';

/** Source fields that the run must be able to look up while it loads: read through a reference, or referred to by. */
export interface StagedFields {
  /** Field names by source object. */
  readonly read: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those by whose value a record is found (`ref(x of Contact.email)`). */
  readonly lookUp: ReadonlyMap<string, ReadonlySet<string>>;
}

export function stagedFields(mapping: Mapping): StagedFields {
  const read = new Map<string, Set<string>>();
  const lookUp = new Map<string, Set<string>>();
  const add = (into: Map<string, Set<string>>, object: string, field: string): void => {
    const fields = into.get(object);
    if (fields === undefined) into.set(object, new Set([field]));
    else fields.add(field);
  };
  const visit = (expr: Expr): void => {
    if (expr.kind === 'through') for (const f of fieldsThrough(expr)) add(read, f.object, f.field);
    else if (expr.kind === 'ref' && expr.target.kind === 'record' && expr.target.field !== undefined)
      for (const object of expr.target.objects) {
        add(read, object, expr.target.field);
        add(lookUp, object, expr.target.field);
      }
  };
  for (const map of mapping.maps)
    for (const e of expressionsOf(map)) for (const inner of walk(e)) visit(inner);
  for (const { where, columns } of mapping.exports)
    for (const e of [...(where === undefined ? [] : [where]), ...columns.map((c) => c.value)])
      for (const inner of walk(e)) visit(inner);
  return { read, lookUp };
}

/** Fills the journal's source stage from one object's records. */
export async function stageRecords(
  journal: Journal,
  object: string,
  records: readonly SourceRecord[],
  fields: StagedFields,
): Promise<void> {
  const read = [...(fields.read.get(object) ?? [])];
  const rows = records.flatMap((r) =>
    read.flatMap((field) => {
      const value = r.values[field];
      return value === undefined || value === null ? [] : [{ field, sourceId: r.id, value }];
    }),
  );
  if (rows.length > 0) await journal.stage.put(object, rows, fields.lookUp.get(object) ?? new Set());
}

/** Asks which fields of other records are needed, level by level: `deal_id.company_id.name` has two. */
export type Needy = Pick<PreparedMap, 'levels' | 'needs'>;

/** What the records of a batch need to read through references, fetched at once. */
export async function stagedWorld(
  journal: Journal,
  records: readonly SourceRecord[],
  ...needy: readonly Needy[]
): Promise<TransformWorld> {
  const levels = Math.max(0, ...needy.map((n) => n.levels));
  if (levels === 0 || records.length === 0) return emptyWorld;
  const known = new Map<string, Value>();
  const world: TransformWorld = {
    through: (object, id, field) => known.get(`${object}\0${id}\0${field}`) ?? null,
  };
  for (let level = 0; level < levels; level++) {
    const needs = needy.flatMap((n) =>
      level < n.levels ? records.flatMap((r) => n.needs(r, level, world)) : [],
    );
    const values = await journal.stage.values(needs);
    for (const [i, n] of needs.entries()) known.set(`${n.object}\0${n.id}\0${n.field}`, values[i] ?? null);
  }
  return world;
}
