/** Finds source records by id or by another field, a streaming pass per object and round. */
import type { Source, SourceRecord } from '../connectors/source.ts';
import { asText } from '../mapping/coerce.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';

export interface Wanted {
  readonly object: string;
  /** Absent: the record's id. */
  readonly field?: string;
  readonly value: string;
}

export interface Lookup {
  /** Reads what is wanted and not yet known; stops reading an object as soon as all is found. */
  fetch(wanted: readonly Wanted[]): Promise<void>;
  /** The first record that was found. */
  find(wanted: Wanted): SourceRecord | undefined;
}

export function createLookup(source: Source, catalog: SchemaCatalog, signal?: AbortSignal): Lookup {
  const known = new Map<string, SourceRecord | undefined>();

  const fetchFrom = async (object: string, wanted: readonly Wanted[]): Promise<void> => {
    const missing = new Set(wanted.map(keyOf));
    const fields = [...new Set(wanted.map(({ field }) => field))];
    for (const key of missing) known.set(key, undefined);
    if (!catalog.object(object)) return;
    for await (const batch of source.read(object, { catalog, signal })) {
      for (const record of batch) {
        for (const field of fields) {
          const value = field === undefined ? record.id : asText(record.values[field] ?? null).trim();
          const key = keyOf({ object, field, value });
          if (missing.delete(key)) known.set(key, record);
        }
      }
      if (missing.size === 0) return;
    }
  };

  return {
    fetch: async (wanted) => {
      const open = wanted.filter((one) => !known.has(keyOf(one)));
      for (const [object, ones] of Map.groupBy(open, (one) => one.object)) await fetchFrom(object, ones);
    },
    find: (wanted) => known.get(keyOf(wanted)),
  };
}

function keyOf({ object, field, value }: Wanted): string {
  return JSON.stringify([object, field ?? null, value]);
}
