import { fieldsOf, type Done, type UndoScope } from './scope.ts';
import { tracesOf } from './edits.ts';
import type { Row } from '../values.ts';

/** What records of a load hold now, by id: what was sent, who changed them last and when. */
export async function readBack(
  { context }: UndoScope,
  object: string,
  records: readonly Done[],
  also: readonly string[] = [],
): Promise<ReadonlyMap<string, Row>> {
  if (records.length === 0) return new Map();
  const fields = fieldsOf(context, object);
  const { by, at } = tracesOf(context, fields);
  const names = new Set(records.flatMap((d) => Object.keys(d.sent.values)));
  for (const name of [by, at, ...also]) if (name !== undefined) names.add(name);
  const readable = [...names].filter((n) => fields.has(n) && fields.get(n)?.kind !== 'file');
  const ids = [...new Set(records.map((d) => d.id))];
  const found = await context.options.destination.read(object, ids, readable);
  return new Map(found.map((r) => [r.id, r.values]));
}
