import type { Destination } from '../connectors/destination.ts';
import type { Named } from '../mapping/draft.ts';
import type { ObjectSchema } from '../schema/types.ts';

/** Records that already stand in the destination, by the name (or id) that a text gives them. */
export interface NamedRecords {
  /** Asks for those that are not known yet: a look-up per object. */
  fetch(wanted: readonly Named[]): Promise<void>;
  /** Ids of the records so named among what was fetched. */
  of(wanted: Named): readonly string[];
}

/**
 * What is found is kept for the run. What is not is asked for again with the next batch that names it: a later phase may
 * have made it. `written`: the objects of which the schema is known already.
 */
export function namedRecords(
  destination: Pick<Destination, 'discover' | 'find'>,
  written: ReadonlyMap<string, ObjectSchema>,
): NamedRecords {
  const schemas = new Map<string, ObjectSchema | undefined>(written);
  const known = new Map<string, readonly string[]>();

  const learn = async (objects: ReadonlySet<string>): Promise<void> => {
    const unknown = [...objects].filter((object) => !schemas.has(object));
    if (unknown.length === 0) return;
    const { objects: found } = await destination.discover({ objects: unknown });
    for (const object of unknown)
      schemas.set(
        object,
        found.find((schema) => schema.name === object),
      );
  };

  /** Ids by name of the records of one object. */
  const ask = async (
    object: string,
    field: string,
    names: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> => {
    const rows = names.map((name) => ({ [field]: name }));
    const answers = Map.groupBy(await destination.find(object, [field], rows), ({ row }) => row);
    return new Map([...answers].map(([row, all]) => [names[row] as string, all.map((a) => a.record.id)]));
  };

  const look = async (
    wanted: ReadonlyMap<string, Named>,
    fieldOf: (schema: ObjectSchema) => string | undefined,
  ): Promise<void> => {
    const open = [...wanted].filter(([key]) => !known.has(key));
    const answers = new Map<string, ReadonlyMap<string, readonly string[]>>();
    for (const object of new Set(open.flatMap(([, { objects }]) => objects))) {
      const schema = schemas.get(object);
      const field = schema && fieldOf(schema);
      if (field === undefined) continue;
      const names = open.filter(([, one]) => one.objects.includes(object)).map(([, { name }]) => name);
      answers.set(object, await ask(object, field, [...new Set(names)]));
    }
    for (const [key, { objects, name }] of open) {
      const ids = new Set(objects.flatMap((object) => answers.get(object)?.get(name) ?? []));
      if (ids.size > 0) known.set(key, [...ids]);
    }
  };

  return {
    of: (wanted) => known.get(keyOf(wanted)) ?? [],
    async fetch(wanted) {
      const open = new Map(wanted.map((one) => [keyOf(one), one]));
      for (const key of open.keys()) if (known.has(key)) open.delete(key);
      if (open.size === 0) return;
      await learn(new Set([...open.values()].flatMap(({ objects }) => objects)));
      await look(open, (schema) => schema.nameField);
      await look(open, (schema) => schema.idField);
    },
  };
}

function keyOf({ objects, name }: Named): string {
  return [...objects, name].join('\0');
}
