import type { Expr, Mapping, ObjectMap } from '../mapping/ir.ts';
import type { SourceProfile } from '../schema/profile.ts';
import { shareOf } from './share.ts';
import type { Certainty } from './types.ts';

export interface Volume {
  readonly records: number;
  readonly certainty: Certainty;
}

/** Source records of each object, or profile, or both: counts win. */
export interface SourceVolumes {
  readonly counts?: Readonly<Record<string, number>>;
  readonly profile?: SourceProfile;
}

/** How many records a map takes; `undefined` where nobody has counted its source object. */
export function volumeOf(mapping: Mapping, map: ObjectMap, known: SourceVolumes): Volume | undefined {
  if (map.each) {
    const enclosing = mapping.maps.find((other) => other.id === map.each?.parent);
    const outer = enclosing && volumeOf(mapping, enclosing, known);
    // Profiles do not count elements: one each is the least that a list which matters has.
    return outer && { records: outer.records, certainty: 'atLeast' };
  }
  const profile = known.profile?.objects.find(({ object }) => object === map.sourceObject);
  const total = known.counts?.[map.sourceObject] ?? profile?.records;
  if (total === undefined) return undefined;
  const share = shareOf(mapping, conditionOf(mapping, map), profile);
  return { records: Math.round(total * share.part), certainty: share.certainty };
}

/** The map's own condition and, in a split, that no earlier branch holds. */
function conditionOf(mapping: Mapping, map: ObjectMap): Expr | undefined {
  const earlier = mapping.maps.filter(
    (other) => map.split && other.split?.id === map.split.id && other.split.branch < map.split.branch,
  );
  const parts = [
    ...earlier.flatMap(({ where }) => (where ? [{ kind: 'not', value: where } as const] : [])),
    ...(map.where ? [map.where] : []),
  ];
  return parts.reduce<Expr | undefined>(
    (left, right) => (left ? { kind: 'binary', operator: 'and', left, right } : right),
    undefined,
  );
}
