import type { FoundRecord } from '../connectors/destination.ts';
import type { FieldSchema, ObjectSchema } from '../schema/types.ts';
import type { Row, Value } from '../values.ts';
import { goingOf } from './own.ts';
import type { Done, UndoScope } from './scope.ts';

interface Pointer {
  readonly field: FieldSchema;
  readonly record: FoundRecord;
  readonly to: Done;
}

/**
 * Of these records, those that other records point at that stay, with one that does: deleting a parent could delete them.
 * What the platform made with a record goes with it. `before` anything is undone, the load's own records do not count
 * either, but for those that are left.
 */
export async function whoPointsAt(
  scope: UndoScope,
  object: string,
  records: readonly Done[],
  when: 'before' | 'now',
): Promise<ReadonlyMap<string, string>> {
  const pointed = new Map<string, string>();
  if (records.length === 0) return pointed;
  const { destination } = scope.context.options;
  for (const schema of scope.context.schemas.values())
    for (const field of schema.fields) {
      if (field.kind !== 'reference' || !field.references?.includes(object)) continue;
      const rows = records.map(({ id }): Row => ({ [field.name]: id }));
      const found = await destination.find(schema.name, [field.name], rows, {
        read: alsoRead(scope, schema),
      });
      const pointers = found
        .map(({ row, record }): Pointer => ({ field, record, to: records[row] as Done }))
        .filter((p) => !isItself(object, schema, p) && !goesWithIt(scope, object, schema, p));
      const stay = when === 'now' ? pointers : await withoutOwn(scope, schema, pointers);
      for (const { record, to } of stay) pointed.set(to.id, `${schema.name} ${record.id}`);
    }
  return pointed;
}

/** Objects may count their records from one, each for itself: the same id alone says nothing. */
function isItself(object: string, schema: ObjectSchema, { record, to }: Pointer): boolean {
  return schema.name === object && record.id === to.id;
}

function alsoRead({ context }: UndoScope, schema: ObjectSchema): string[] {
  const { changedBy } = context.capabilities;
  return schema.fields.filter((f) => f.kind === 'reference' || f.name === changedBy).map((f) => f.name);
}

/** Whether the platform made the pointing record with the other: all that it points at is what that one was given. */
function goesWithIt(
  { context }: UndoScope,
  object: string,
  schema: ObjectSchema,
  { field, record, to }: Pointer,
): boolean {
  const { companions = [], changedBy = '' } = context.capabilities;
  const made = companions.some(
    (c) => c.on !== 'record' && c.of === object && c.object === schema.name && c.field === field.name,
  );
  if (!made) return false;
  if (to.byPlatform) return [undefined, null, context.me.id].includes(record.values[changedBy] as string);
  const given = new Set<Value>([to.id, context.me.id, ...Object.values(to.sent.values)]);
  return schema.fields
    .filter((f) => f.kind === 'reference' && f.name !== field.name && !isUser(f))
    .every((f) => given.has(record.values[f.name] ?? to.id));
}

function isUser({ references }: FieldSchema): boolean {
  return references?.length === 1 && references[0] === 'User';
}

/** Those that neither the load made nor the platform with a record of the load, and those of them that are left. */
async function withoutOwn(
  scope: UndoScope,
  schema: ObjectSchema,
  pointers: readonly Pointer[],
): Promise<readonly Pointer[]> {
  const own = await goingOf(
    scope,
    schema.name,
    pointers.map((p) => p.record),
  );
  return pointers.filter((p) => !own.has(p.record.id));
}
