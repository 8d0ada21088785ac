import type { SourceRecord } from '../connectors/source.ts';
import type { TransformResult } from './draft.ts';
import type { TransformWorld } from './evaluate/scope.ts';
import type { Mapping, Split } from './ir.ts';
import { admissionTo, conditionsOf } from './scope.ts';
import { needsOf, throughLevels, type ThroughNeed } from './through.ts';

/** What a split leaves over, compiled; `levels` and `needs` as of a `PreparedMap`. */
export interface PreparedRemainder {
  readonly levels: number;
  needs(record: SourceRecord, level?: number, world?: TransformWorld): readonly ThroughNeed[];
  /** `out` where a branch takes the record (or holds it because its condition cannot be decided). */
  apply(record: SourceRecord, world: TransformWorld): TransformResult;
}

export function prepareRemainder(mapping: Mapping, split: Split): PreparedRemainder {
  const branches = mapping.maps.filter((map) => map.split?.id === split.id && !map.each);
  const admissions = branches.map((map) => admissionTo(mapping, map));
  const levels = throughLevels(
    branches.flatMap((map) => conditionsOf(mapping, map)),
    { mapping },
  );
  const { otherwise, at } = split;
  const reason = 'no branch of the split takes it';
  const left: TransformResult =
    otherwise?.kind === 'skip'
      ? { kind: 'skipped', reason: otherwise.why ?? reason, at }
      : { kind: 'held', reason, at };
  const none: TransformWorld = { through: () => null };
  return {
    levels: levels.length,
    needs: (record, level = 0, world = none) => needsOf(levels[level] ?? [], record, [undefined], world),
    apply: (record, world) => {
      const taken = admissions.some((admit) => admit({ record: record.values, world }).kind !== 'out');
      return taken ? { kind: 'out' } : left;
    },
  };
}
