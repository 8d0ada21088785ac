import type { Destination } from '../connectors/destination.ts';
import type { Source } from '../connectors/source.ts';
import type { Journal } from '../journal/journal.ts';
import type { Mapping, ObjectMap } from '../mapping/ir.ts';
import { prepareMap, type PreparedMap } from '../mapping/transform.ts';
import type { OwnerDecisions } from '../owners/queue.ts';
import type { RunContext } from '../run/context.ts';
import { destinationAsItIs } from '../run/destination-now.ts';
import { namedRecords } from '../run/named-records.ts';
import type { RunOptions } from '../run/options.ts';
import { ownersNow } from '../run/placeholders.ts';
import { survey } from '../run/survey.ts';
import { throttle } from '../run/throttle.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';

export interface LookOptions {
  readonly journal: Journal;
  readonly mapping: Mapping;
  readonly source: Source;
  readonly sourceCatalog: SchemaCatalog;
  readonly destination: Destination;
  readonly signal?: AbortSignal;
  /** What the run knew of `owners.csv`. */
  readonly decided?: OwnerDecisions;
}

/** What a load would know, gathered anew without loading: owners, staged fields, the destination's fields as they are. */
export async function lookOn(options: LookOptions, name: string): Promise<RunContext> {
  const { journal, mapping, destination } = options;
  const stop = options.signal ?? new AbortController().signal;
  const schemas = await destinationAsItIs(options, stop);
  const prepared = new Map<string, PreparedMap>();
  const ready = (map: ObjectMap): PreparedMap => {
    const made = prepared.get(map.id) ?? prepareMap(mapping, map, schemas.get(map.destinationObject));
    prepared.set(map.id, made);
    return made;
  };
  const capabilities = await destination.capabilities();
  const seen = await survey(options, journal, name, ready, stop);
  return {
    // Settling a value asks the source for files, and nothing else of the options.
    options: options as unknown as RunOptions,
    run: name,
    startedAt: '',
    directory: '',
    journal,
    capabilities,
    schemas,
    owners: await ownersNow(mapping.owners, seen, destination, capabilities, options.decided),
    me: await destination.me(),
    names: namedRecords(destination, schemas),
    stop,
    giveUp: stop,
    throttle: throttle(),
    ready,
    emit: () => undefined,
    warn: () => undefined,
  };
}
