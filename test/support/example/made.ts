import type { Example } from './example.ts';

/** Ids of the records that a run has made, by destination object; in the order of the source ids. */
export async function madeBy(example: Example, run: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const journal = example.journal();
  try {
    const made = new Map<string, string[]>();
    for (const { id, destinationObject } of example.mapping.maps) {
      const records = await journal.records.createdIds(run, id, undefined, 10_000);
      const ids = made.get(destinationObject) ?? [];
      made.set(destinationObject, [...ids, ...records.map((r) => r.destinationId)]);
    }
    return made;
  } finally {
    journal.close();
  }
}

/** Writes as a person with the load's own user would. */
export async function write(
  { destination }: Example,
  operation: 'insert' | 'update' | 'delete',
  object: string,
  record: { readonly id?: string; readonly values?: Readonly<Record<string, string | number>> },
): Promise<string> {
  const { channels } = await destination.capabilities();
  const [result] = await destination.write(
    { object, operation, channel: channels[0]!.name, records: [{ key: 'x', values: {}, ...record }] },
    { remember: () => Promise.resolve() },
  );
  if (result === undefined || result.outcome === 'failed')
    throw new Error(`${operation} ${object}: ${JSON.stringify(result)}`);
  return result.id;
}
