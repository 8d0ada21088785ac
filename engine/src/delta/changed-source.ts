import type { Source } from '../connectors/source.ts';
import type { DeltaFacts, Journal } from '../journal/journal.ts';
import type { Mapping, ObjectMap } from '../mapping/ir.ts';
import type { PreparedMap } from '../mapping/transform.ts';

/** The source as a delta reads it: only what has changed, where nothing else can have changed what becomes of a record. */
export interface ChangedSource {
  readonly source: Source;
  /** Objects that are read in full. */
  readonly whole: (object: string) => boolean;
}

export async function changedSource(
  source: Source,
  delta: DeltaFacts | undefined,
  { mapping, journal, ready }: { mapping: Mapping; journal: Journal; ready: (map: ObjectMap) => PreparedMap },
): Promise<ChangedSource> {
  const { changes } = source;
  const from = delta?.from;
  if (changes?.deleted === undefined || from === undefined) return { source, whole: () => true };
  const whole = new Set<string>();
  if (mapping.owners !== undefined) whole.add(mapping.owners.sourceObject);
  for (const map of mapping.maps)
    // Values read through a reference change with the other record, and what waits may pass now.
    if (ready(map).levels > 0 || (await journal.delta.unfinished(map.id))) whole.add(map.sourceObject);
  return {
    whole: (object) => whole.has(object),
    source: {
      discover: (options) => source.discover(options),
      read: (object, options) =>
        whole.has(object) ? source.read(object, options) : changes.read(object, from, options),
      file: (reference) => source.file(reference),
      changes,
      close: () => source.close(),
    },
  };
}

/** Notes the ids that the source has (or says that it has no longer), so that departed records can be told. */
export async function noteDeleted(
  journal: Journal,
  { source, whole }: ChangedSource,
  { from }: DeltaFacts,
  objects: Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const { changes } = source;
  if (changes?.deleted === undefined || from === undefined) return;
  for (const object of objects) {
    if (whole(object)) continue;
    for await (const ids of changes.deleted(object, from, { signal }))
      await journal.delta.sawSourceIds(object, ids, true);
  }
}
