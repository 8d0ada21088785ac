import type { ObjectMap } from '../mapping/ir.ts';
import { lineOf, type Conflict, type RecordName } from '../journal/journal.ts';
import type { RunContext } from '../run/context.ts';
import type { FieldSchema } from '../schema/types.ts';
import type { Row } from '../values.ts';
import type { FieldConflict } from './three-way.ts';

export function fieldsOf({ schemas }: RunContext, object: string): ReadonlyMap<string, FieldSchema> {
  return new Map(schemas.get(object)?.fields.map((f) => [f.name, f]));
}

/** What the destination holds now, by id; records that it does not have are left out. */
export async function readNow(
  context: RunContext,
  object: string,
  ids: readonly string[],
  names: readonly string[],
): Promise<ReadonlyMap<string, Row>> {
  if (ids.length === 0) return new Map();
  const fields = fieldsOf(context, object);
  const readable = names.filter((n) => fields.has(n) && fields.get(n)?.kind !== 'file');
  const found = await context.options.destination.read(object, [...new Set(ids)], readable);
  return new Map(found.map((r) => [r.id, r.values]));
}

export function conflictOf(
  map: ObjectMap,
  { sourceId, element, at, id }: RecordName & { readonly at: string; readonly id: string },
  found: FieldConflict,
): Conflict {
  const line = lineOf(map.fields.find((l) => l.field === found.field)?.at ?? map.at);
  return {
    ...found,
    sourceId,
    element,
    at,
    id,
    object: map.destinationObject,
    ...(line !== undefined && { line }),
  };
}
