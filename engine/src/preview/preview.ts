import type { Source } from '../connectors/source.ts';
import type { Mapping, ObjectMap } from '../mapping/ir.ts';
import { emptyWorld, prepareMap, type PreparedMap, type TransformWorld } from '../mapping/transform.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { ObjectSchema } from '../schema/types.ts';
import { collectorFor, takerOf, takerOfRemainder, type TakerCollector } from './collector.ts';
import { createLookup, type Lookup } from './lookup.ts';
import { pointedAt, previewLeftOver, previewRecord } from './record.ts';
import { collect } from './sample.ts';
import type { ShowContext } from './show.ts';
import type { PreviewMap, PreviewRecord, PreviewReport } from './types.ts';
import { warningsOf } from './warnings.ts';

export interface PreviewOptions {
  readonly mapping: Mapping;
  readonly source: Source;
  readonly sourceCatalog: SchemaCatalog;
  readonly destinationCatalog?: SchemaCatalog;
  /** Records per map. */
  readonly sample: number;
  /** Only maps from or to this object. */
  readonly object?: string;
  readonly signal?: AbortSignal;
}

/** What would become of the first `sample` records of every map: the real transform, nothing written, nothing sent. */
export async function preview(options: PreviewOptions): Promise<PreviewReport> {
  const { mapping, source, sourceCatalog, sample, object, signal } = options;
  const takers = [...mapTakers(options), ...remainderTakers(options)];
  const collectors = takers.map(({ taker }) => collectorFor(taker, sample, emptyWorld));
  const lookedAt = await collect(source, sourceCatalog, collectors, signal);

  const lookup = createLookup(source, sourceCatalog, signal);
  const world = await stage(collectors, lookup);
  const chosen = takers.map((taker, index) => ({
    ...taker,
    candidates: collectors[index]?.choose(world) ?? [],
  }));
  await lookup.fetch(
    chosen.flatMap(({ prepared, candidates }) =>
      prepared ? candidates.flatMap((one) => pointedAt(prepared, one, world, mapping)) : [],
    ),
  );

  const context: ShowContext = { mapping, source, sourceCatalog, lookup };
  const maps: PreviewMap[] = [];
  for (const { id, taker, prepared, destination, candidates } of chosen) {
    const records: PreviewRecord[] = [];
    for (const candidate of candidates) {
      records.push(
        prepared
          ? await previewRecord(prepared, candidate, destination, world, context)
          : previewLeftOver(candidate),
      );
    }
    maps.push({
      map: id,
      source: taker.object,
      destination: prepared?.map.destinationObject ?? null,
      records,
      lookedAt: lookedAt.get(taker.object) ?? 0,
    });
  }
  const outcomes = maps.flatMap(({ records }) => records.map(({ outcome }) => outcome));
  const count = (outcome: PreviewRecord['outcome']) => outcomes.filter((one) => one === outcome).length;
  return {
    formatVersion: 1,
    mapping: mapping.name,
    sample,
    maps,
    counts: { load: count('load'), held: count('held'), skipped: count('skipped') },
    warnings: [...warningsOf(maps, sourceCatalog, object)],
  };
}

function mapTakers(options: PreviewOptions) {
  const { mapping, object } = options;
  return mapping.maps
    .filter((map) => object === undefined || map.sourceObject === object || map.destinationObject === object)
    .map((map) => {
      const prepared = preparedOf(options, map);
      return { id: map.id, taker: takerOf(prepared), prepared, destination: destinationOf(options, map) };
    });
}

function remainderTakers(options: PreviewOptions) {
  const { mapping, object } = options;
  return mapping.splits
    .filter((split) => split.otherwise && (object === undefined || split.sourceObject === object))
    .map((split) => {
      const branches = mapping.maps.filter((map) => map.split?.id === split.id && !map.each);
      const taker = takerOfRemainder(
        mapping,
        split,
        branches.map((map) => preparedOf(options, map)),
      );
      return { id: split.id, taker, prepared: undefined, destination: undefined };
    });
}

function preparedOf(options: PreviewOptions, map: ObjectMap): PreparedMap {
  return prepareMap(options.mapping, map, destinationOf(options, map));
}

function destinationOf({ destinationCatalog }: PreviewOptions, map: ObjectMap): ObjectSchema | undefined {
  return destinationCatalog?.object(map.destinationObject);
}

/** Fetches, level by level, what must be known of other records. */
async function stage(collectors: readonly TakerCollector[], lookup: Lookup): Promise<TransformWorld> {
  const world: TransformWorld = {
    through: (object, id, field) => lookup.find({ object, value: id })?.values[field] ?? null,
  };
  const levels = Math.max(0, ...collectors.map(({ taker }) => taker.levels));
  for (let level = 0; level < levels; level++) {
    const needs = collectors.flatMap(({ taker, records }) =>
      records.flatMap((record) => taker.needs(record, level, world)),
    );
    await lookup.fetch(needs.map(({ object, id }) => ({ object, value: id })));
  }
  return world;
}
