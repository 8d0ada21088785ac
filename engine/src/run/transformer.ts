import type { Mapping, ObjectMap } from '../mapping/ir.ts';
import type { TransformResult } from '../mapping/draft.ts';
import type { ObjectSchema } from '../schema/types.ts';
import type { SourceRecord } from '../connectors/source.ts';
import type { Value } from '../values.ts';

/** What a run needs of the transform: a map made ready once, then applied to each record without waiting. */
export interface Transformer {
  (mapping: Mapping, map: ObjectMap, destination: ObjectSchema | undefined): ReadyMap;
}

export interface ReadyMap {
  needs(record: SourceRecord): readonly { object: string; id: string; field: string }[];
  apply(
    record: SourceRecord,
    world: TransformWorld,
    element?: { readonly value: Value; readonly index: number },
  ): TransformResult;
  elements(record: SourceRecord): readonly Value[];
}

export interface TransformWorld {
  through(object: string, id: string, field: string): Value;
}
