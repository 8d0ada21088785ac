import type { MatchRule } from '../mapping/ir.ts';
import { isEmpty, type Value } from '../values.ts';
import type { Derived } from './derive.ts';

/** What one field of a destination record should hold. */
export interface Expected {
  readonly value: Value;
  readonly line: string | undefined;
  /** Source row that gives it. */
  readonly at: string;
  /** A value that the destination had before counts as well. */
  readonly orOwn: boolean;
}

interface Contribution {
  readonly derived: Derived;
  readonly onConflict: MatchRule['onConflict'];
  /** Of its map in the run. */
  readonly order: number;
}

/** What source records that were merged into others give to the destination records of those. */
export function mergedRecords() {
  const byId = new Map<string, Contribution[]>();
  return {
    add(id: string, contribution: Contribution): void {
      const known = byId.get(id);
      if (known) known.push(contribution);
      else byId.set(id, [contribution]);
    },
    /** Adds them to what the first record gives, as the load did: filling what is empty, or writing over it. */
    onto(
      id: string,
      first: ReadonlyMap<string, Expected>,
      updateable: (field: string) => boolean,
    ): ReadonlyMap<string, Expected> {
      const expected = new Map(first);
      const inOrder = (byId.get(id) ?? []).toSorted(
        (a, b) =>
          a.order - b.order ||
          compare(a.derived.record.id, b.derived.record.id) ||
          compare(a.derived.element, b.derived.element),
      );
      for (const { derived, onConflict } of inOrder)
        for (const [field, value] of Object.entries(derived.values)) {
          if (isEmpty(value) || !updateable(field)) continue;
          const now = expected.get(field);
          if (onConflict !== 'update' && !isEmpty(now?.value)) continue;
          const orOwn = onConflict !== 'update' && (now === undefined || now.orOwn);
          expected.set(field, { value, line: derived.line(field), at: derived.record.at, orOwn });
        }
      return expected;
    },
  };
}
export type MergedRecords = ReturnType<typeof mergedRecords>;

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
