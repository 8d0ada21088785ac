import type { Source, SourceRecord } from '../connectors/source.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';

/** Collects the records of one object that a map (or a split's remainder) may take, until it has enough. */
export interface Collector {
  readonly object: string;
  offer(record: SourceRecord): void;
  readonly full: boolean;
}

/** One pass over each object, ended as soon as every collector has enough. Answers how many records were looked at. */
export async function collect(
  source: Source,
  catalog: SchemaCatalog,
  collectors: readonly Collector[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const lookedAt = new Map<string, number>();
  for (const [object, wanting] of Map.groupBy(collectors, (collector) => collector.object)) {
    let count = 0;
    if (catalog.object(object)) {
      for await (const batch of source.read(object, { catalog, signal })) {
        for (const record of batch) {
          count++;
          for (const collector of wanting) if (!collector.full) collector.offer(record);
          if (wanting.every((collector) => collector.full)) break;
        }
        if (wanting.every((collector) => collector.full)) break;
      }
    }
    lookedAt.set(object, count);
  }
  return lookedAt;
}
