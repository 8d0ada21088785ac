import type { RunContext } from '../run/context.ts';
import type { Row } from '../values.ts';

/**
 * Of these records, those that records of the mapping's objects still point at, with one that does. What the run itself put
 * under them is undone before, so these are other people's, or were left: deleting the parent could delete them.
 */
export async function whoPointsAt(
  { options, schemas }: RunContext,
  object: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const pointed = new Map<string, string>();
  if (ids.length === 0) return pointed;
  for (const schema of schemas.values())
    for (const field of schema.fields) {
      if (field.kind !== 'reference' || !field.references?.includes(object)) continue;
      const rows = ids.map((id): Row => ({ [field.name]: id }));
      for (const { row, record } of await options.destination.find(schema.name, [field.name], rows))
        if (record.id !== ids[row]) pointed.set(ids[row] as string, `${schema.name} ${record.id}`);
    }
  return pointed;
}
