import type { ObjectMap } from '../mapping/ir.ts';

/** One map in the order of the load. */
export interface Phase {
  readonly ordinal: number;
  readonly map: ObjectMap;
  /** Destination fields that are left out of the first write and linked afterwards. */
  readonly linkedLater: ReadonlySet<string>;
}
