import type { SourceRecord } from '../connectors/source.ts';
import type { Mapping, Split } from '../mapping/ir.ts';
import { prepareRemainder } from '../mapping/split.ts';
import type { PreparedMap, ThroughNeed, TransformWorld } from '../mapping/transform.ts';
import type { Candidate } from './record.ts';
import type { Collector } from './sample.ts';

/** A map, or what a split leaves over: which records of an object it takes, and what it must know for that. */
export interface Taker {
  readonly object: string;
  readonly levels: number;
  needs(record: SourceRecord, level: number, world: TransformWorld): readonly ThroughNeed[];
  take(record: SourceRecord, world: TransformWorld): readonly Candidate[];
}

export function takerOf(prepared: PreparedMap): Taker {
  return {
    object: prepared.map.sourceObject,
    levels: prepared.levels,
    needs: (record, level, world) => prepared.needs(record, level, world),
    take: (record, world) => {
      const elements = prepared.map.each ? prepared.elements(record, world) : [undefined];
      return elements.flatMap((element) => {
        const result = prepared.apply(record, world, element);
        return result.kind === 'out' ? [] : [{ record, ...(element && { element }), result }];
      });
    },
  };
}

/** What a split leaves over must know whatever its branches must. */
export function takerOfRemainder(mapping: Mapping, split: Split, branches: readonly PreparedMap[]): Taker {
  const left = prepareRemainder(mapping, split);
  return {
    object: split.sourceObject,
    levels: Math.max(0, ...branches.map(({ levels }) => levels)),
    needs: (record, level, world) => branches.flatMap((branch) => branch.needs(record, level, world)),
    take: (record, world) => {
      const result = left(record, world);
      return result.kind === 'out' ? [] : [{ record, result }];
    },
  };
}

/** Collects records that may be taken. What must be known of other records is fetched between collecting and choosing. */
export interface TakerCollector extends Collector {
  readonly taker: Taker;
  readonly records: readonly SourceRecord[];
  /** The first `sample` of the collected records that are taken, now that the world is known. */
  choose(world: TransformWorld): readonly Candidate[];
}

/** A taker that looks at other records cannot choose while it reads: it keeps so many times more than it shows. */
const spare = 20;

export function collectorFor(taker: Taker, sample: number, world: TransformWorld): TakerCollector {
  const records: SourceRecord[] = [];
  const chooses = taker.levels === 0;
  const wanted = chooses ? sample : sample * spare;
  return {
    object: taker.object,
    taker,
    records,
    get full() {
      return records.length >= wanted;
    },
    offer: (record) => {
      if (!chooses || taker.take(record, world).length > 0) records.push(record);
    },
    choose: (known) => records.flatMap((record) => taker.take(record, known)).slice(0, sample),
  };
}
