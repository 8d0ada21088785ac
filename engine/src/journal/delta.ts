import type { Row, Value } from '../values.ts';
import type { Page } from './paged.ts';
import type { RecordName } from './types.ts';

/** What a delta compares with, and what it finds. */
export interface DeltaLog extends Baseline {
  /** Forgets which ids the source was seen to have. */
  clearSourceIds(): Promise<void>;
  /** `gone`: the source says that it has them no longer. */
  sawSourceIds(object: string, ids: readonly string[], gone: boolean): Promise<void>;
  /** Loaded records of a map that this run has not met, in pages after `after`. */
  unmet(
    run: string,
    map: string,
    sourceObject: string,
    after: RecordName | undefined,
    limit: number,
  ): Promise<readonly UnmetRecord[]>;
  /** Whether records of a map wait for something else than a change of their own. */
  unfinished(map: string): Promise<boolean>;
  /** Elements of these source records' lists that the journal knows. */
  elements(
    map: string,
    sourceIds: readonly string[],
  ): Promise<
    readonly (RecordName & { hash: string | null; key: string; destinationId: string | null; run: string })[]
  >;
  /** Gives elements other numbers, all at once. */
  renumber(map: string, moves: readonly (RecordName & { to: string })[]): Promise<void>;
  /** The destination records are gone with the source's: a record that comes back is new. */
  forget(map: string, names: readonly RecordName[]): Promise<void>;
  putConflicts(run: string, map: string, conflicts: readonly Conflict[]): Promise<void>;
  /** Those of both sides first. */
  conflicts(run: string, page: Page): Promise<readonly FoundConflict[]>;
  putDeparted(run: string, map: string, departed: readonly Departed[]): Promise<void>;
  departed(run: string, page: Page): Promise<readonly FoundDeparted[]>;
  counts(run: string): Promise<DeltaCounts>;
}

/** Field by field, what the load last gave each destination record, from whichever source record it came. */
export interface Baseline {
  /** Takes up what was sent and done since the last call. Read from the kept requests, so a load pays nothing for it. */
  takeUp(): Promise<void>;
  /** By destination id. */
  sent(object: string, ids: readonly string[]): Promise<ReadonlyMap<string, LastSent>>;
  /** Source and destination were found to hold the same. */
  agree(object: string, rows: readonly { readonly id: string; readonly values: Row }[]): Promise<void>;
}

export interface LastSent {
  /** A field that was never sent is absent. */
  readonly values: Row;
  /** Whether another source record than this one was the last to write a field (several may be one destination record). */
  byAnother(field: string, map: string, sourceId: string): boolean;
}

export interface UnmetRecord extends RecordName {
  readonly at: string;
  readonly destinationId: string;
  readonly found: boolean;
  /** Other source records are (part of) the same destination record. */
  readonly shared: boolean;
  /** `gone`: the source says so; `there`: it was read; `unseen`: it was not among what was read. */
  readonly source: 'gone' | 'there' | 'unseen';
}

/**
 * `both`: changed in the source and in the destination. `destination`: changed there alone. `unknown`: the load has never
 * written the field, and it is not empty. `fixed`: the destination takes no change of it.
 */
export type ConflictKind = 'both' | 'destination' | 'unknown' | 'fixed';

/** A field that a delta has left as it is in the destination, although the source says something else. */
export interface Conflict extends RecordName {
  readonly at: string;
  readonly object: string;
  readonly id: string;
  readonly field: string;
  readonly kind: ConflictKind;
  /** Absent where the load has never written it. */
  readonly sent?: Value;
  readonly source: Value;
  readonly destination: Value;
  /** `main.migmap:41` */
  readonly line?: string;
}

export type FoundConflict = Conflict & { readonly map: string };

/** A loaded record that the source has no longer, or that the mapping takes no longer. */
export interface Departed extends RecordName {
  readonly at: string;
  readonly object: string;
  readonly id: string;
  readonly why: string;
  /** `listed`: nothing was asked. `deleted`: in the destination too. `left`: `note` says why. */
  readonly outcome: 'listed' | 'deleted' | 'left';
  readonly note?: string;
}

export type FoundDeparted = Departed & { readonly map: string };

export interface DeltaCounts {
  /** Fields. */
  readonly conflicts: number;
  /** Records by outcome. */
  readonly listed: number;
  readonly deleted: number;
  readonly left: number;
}
