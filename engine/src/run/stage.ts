import type { Journal } from '../journal/journal.ts';
import type { SourceRecord } from '../connectors/source.ts';
import type { Expr, Mapping } from '../mapping/ir.ts';
import type { Value } from '../values.ts';
import { expressionsOf, walk } from './expressions.ts';
import type { ReadyMap, TransformWorld } from './transformer.ts';

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
    if (expr.kind === 'through') add(read, expr.object, expr.field);
    else if (expr.kind === 'ref' && expr.target.kind === 'record' && expr.target.field !== undefined)
      for (const object of expr.target.objects) {
        add(read, object, expr.target.field);
        add(lookUp, object, expr.target.field);
      }
  };
  for (const map of mapping.maps) for (const e of expressionsOf(map)) walk(e, visit);
  for (const e of mapping.exports)
    for (const x of [e.where, ...e.columns.map((c) => c.value)]) walk(x, visit);
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

/** What the records of a batch need to read through references, fetched at once. */
export async function stagedWorld(
  journal: Journal,
  records: readonly SourceRecord[],
  ready: Pick<ReadyMap, 'needs'>,
): Promise<TransformWorld> {
  const needs = records.flatMap((r) => ready.needs(r));
  if (needs.length === 0) return { through: () => null };
  const values = await journal.stage.values(needs);
  const known = new Map<string, Value>(
    needs.map((n, i) => [`${n.object}\0${n.id}\0${n.field}`, values[i] ?? null]),
  );
  return { through: (object, id, field) => known.get(`${object}\0${id}\0${field}`) ?? null };
}
