import type { ConflictKind } from '../journal/journal.ts';
import type { FieldSchema } from '../schema/types.ts';
import { isEmpty, type Row, type Value } from '../values.ts';
import { sameValue } from '../verify/same.ts';

export interface Sides {
  /** What the mapping makes of the source now, wire-ready. */
  readonly ours: Row;
  /** What the destination holds now. */
  readonly theirs: Row;
  /** What the load gave it last; a field that was never sent is absent. */
  readonly sent: Row;
}

export interface FieldRules {
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly updateable: (field: string) => boolean;
  /** Where the load has never written a field that is not empty, the mapping wants it left (`on conflict fill`). */
  readonly fillsOnly: boolean;
  /** Another source record that is the same destination record wrote the field last, and answers for it. */
  readonly anothers: (field: string) => boolean;
}

export interface FieldConflict {
  readonly field: string;
  readonly kind: ConflictKind;
  readonly sent?: Value;
  readonly source: Value;
  readonly destination: Value;
}

export interface Decision {
  readonly write: Record<string, Value>;
  readonly conflicts: readonly FieldConflict[];
  /** Fields in which source and destination hold the same. */
  readonly agreed: Record<string, Value>;
}

/** Field by field: writes what has changed in the source alone, keeps what a person has changed in the destination. */
export function threeWay({ ours, theirs, sent }: Sides, rules: FieldRules): Decision {
  const write: Record<string, Value> = {};
  const agreed: Record<string, Value> = {};
  const conflicts: FieldConflict[] = [];
  for (const [field, source] of Object.entries(ours)) {
    const schema = rules.fields.get(field);
    const destination = theirs[field] ?? null;
    const before = sent[field];
    const same = (a: Value, b: Value): boolean => sameValue(schema, a, b);
    if (before !== undefined && rules.anothers(field)) continue;
    if (same(source, destination)) {
      agreed[field] = source;
      continue;
    }
    const conflict = (kind: ConflictKind): void =>
      void conflicts.push({
        field,
        kind,
        ...(before !== undefined && { sent: before }),
        source,
        destination,
      });
    if (before === undefined) {
      // Never written: an empty field is filled, anything else is not ours to judge.
      if (isEmpty(source) || (rules.fillsOnly && !isEmpty(destination))) continue;
      if (!rules.updateable(field)) continue;
      if (isEmpty(destination)) write[field] = source;
      else conflict('unknown');
    } else if (!rules.updateable(field)) {
      if (!same(before, source)) conflict('fixed');
    } else if (same(before, destination)) write[field] = source;
    else conflict(same(before, source) ? 'destination' : 'both');
  }
  return { write, conflicts, agreed };
}
