import type { RecordState } from '../run/states.ts';
import type { DeltaLog } from './delta.ts';
import type { Value } from '../values.ts';
import type {
  AnsweredRecord,
  BadRowEntry,
  BatchContents,
  BatchIntent,
  BatchRow,
  BatchState,
  BegunUndo,
  FinishedUndo,
  HeldRecord,
  JournalRecord,
  JournalState,
  KeptRecord,
  Link,
  MadeRecord,
  MapEntry,
  MapRecordName,
  Merge,
  OpenBatch,
  OpenLink,
  PhaseRow,
  ReasonCount,
  RecordName,
  RunRow,
  RunState,
  RunFacts,
  SettledLink,
  SettledRecord,
} from './types.ts';

export type * from './types.ts';
export type * from './delta.ts';
export { lineOf, reasonText } from './types.ts';
export { openJournal, withOwnJournal } from './open.ts';
export { JournalBusyError, lockJournal } from './lock.ts';
export { JournalDamagedError } from './seal.ts';

/**
 * What a load remembers: intents before requests, outcomes after them, and where every source record ended. Calls are
 * per batch, each one transaction; a call that has returned survives the death of the process.
 */
export interface Journal {
  readonly runs: RunLog;
  readonly records: RecordLog;
  readonly batches: BatchLog;
  readonly links: LinkLog;
  readonly merges: MergeLog;
  readonly stage: SourceStage;
  readonly undo: UndoLog;
  readonly delta: DeltaLog;
  /** Takes customers' values of these runs out of the file for good; ids, states, rows and hashes stay. `at`: ISO time. */
  purge(runs: readonly string[], at: string): Promise<void>;
  close(): void;
}

export interface RunLog {
  start(run: RunRow, maps: readonly MapEntry[]): Promise<void>;
  /** Adds or replaces facts of a run. */
  tell(run: string, facts: RunFacts): Promise<void>;
  end(run: string, state: RunState, endedAt: string | null): Promise<void>;
  get(run: string): Promise<RunRow | undefined>;
  list(): Promise<readonly RunRow[]>;
  phases(run: string): Promise<readonly PhaseRow[]>;
  savePhase(run: string, phase: PhaseRow): Promise<void>;
  addBadRows(run: string, rows: readonly BadRowEntry[]): Promise<void>;
  badRows(run: string): Promise<readonly BadRowEntry[]>;
}

export interface RecordLog {
  /** In the order of the names. */
  get(map: string, names: readonly RecordName[]): Promise<readonly (JournalRecord | undefined)[]>;
  settle(run: string, map: string, rows: readonly SettledRecord[]): Promise<void>;
  /** What was made of these source records, over all maps; of `each` elements nothing. */
  made(sourceObjects: readonly string[], ids: readonly string[]): Promise<readonly MadeRecord[]>;
  /** The records of the load that hold these destination ids. */
  holders(
    destinationObject: string,
    ids: readonly string[],
  ): Promise<readonly (MapRecordName & { destinationId: string })[]>;
  /**
   * Claims each key of a space (an external id, a match value) for a record and answers who holds it, in order: the
   * record itself, or an earlier one. Holders that were held or failed give way, and so do those of earlier runs of
   * which nothing was ever sent.
   */
  claim(
    run: string,
    space: string,
    claims: readonly (MapRecordName & { readonly key: string })[],
  ): Promise<readonly MapRecordName[]>;
  counts(run: string, map: string): Promise<Readonly<Record<RecordState, number>> & { open: number }>;
  /** Of one run, records in these states by reason, most frequent first. */
  reasons(
    run: string,
    map: string,
    states: readonly RecordState[],
    limit: number,
  ): Promise<readonly ReasonCount[]>;
  /** Of one run, how many records carry each flag. */
  flags(run: string, map: string): Promise<readonly { why: string; count: number }[]>;
  /** Ids of the records that this run has created, in pages after `after`. */
  createdIds(
    run: string,
    map: string,
    after: RecordName | undefined,
    limit: number,
  ): Promise<readonly (RecordName & { at: string; key: string; destinationId: string })[]>;
  /** Records of one run with a state or flag of interest, by name, for the hand-off files. */
  details(
    run: string,
    map: string,
    names: readonly RecordName[],
  ): Promise<readonly (RecordDetail | undefined)[]>;
  /** Every record that became this destination record, merged ones included; an id cut to 15 characters will do. */
  became(destinationId: string): Promise<readonly HeldRecord[]>;
  /** Records of a map into which others were merged: source id and element, joined by NUL. */
  survivors(map: string): Promise<ReadonlySet<string>>;
  /** How many of a map's records stand in a done state. */
  doneCount(map: string): Promise<number>;
}

export interface RecordDetail extends RecordName {
  readonly at: string;
  readonly state: JournalState;
  readonly destinationId: string | null;
  readonly reason: string | null;
  readonly field: string | null;
  readonly line: string | null;
  readonly flags: readonly string[];
}

export interface BatchLog {
  /** The intent: the batch and its records as `sent`, on disk before this returns. */
  begin(intent: BatchIntent): Promise<number>;
  remember(batch: number, handle: string): Promise<void>;
  /** The outcome: settled records get their state, `released` ones go back to `pending`, others stay `sent`. */
  finish(
    batch: number,
    state: BatchState,
    outcome: {
      readonly settled: readonly SettledRecord[];
      readonly released?: readonly RecordName[];
      readonly error?: string;
      readonly answers?: readonly AnsweredRecord[];
    },
  ): Promise<void>;
  /** Every request of a run (of one map, where given) in the order of sending. */
  of(run: string, map?: string): Promise<readonly BatchRow[]>;
  /** What a request carried, and what was answered. */
  contents(batch: number): Promise<BatchContents>;
  /** Batches whose outcome was never learned. */
  open(): Promise<readonly OpenBatch[]>;
  sentRecords(batch: number): Promise<readonly JournalRecord[]>;
  count(run: string, map: string): Promise<number>;
  /** Writes of a map's phase: requests, bytes of their records, requests that carried a second attempt. */
  cost(run: string, map: string): Promise<{ writes: number; bytes: number; again: number }>;
}

export interface LinkLog {
  /** Remembers references for the second pass; one that is linked to the same record already stays so. */
  put(run: string, map: string, links: readonly Link[]): Promise<void>;
  /** Forgets references that are empty now: one that comes back is linked again. */
  drop(map: string, links: readonly (RecordName & { readonly field: string })[]): Promise<void>;
  /** Waiting (and, where asked, held or failed) links of written records, in pages. */
  page(
    map: string,
    field: string,
    after: RecordName | undefined,
    limit: number,
    retry: boolean,
  ): Promise<readonly OpenLink[]>;
  settle(run: string, map: string, links: readonly SettledLink[]): Promise<void>;
  /** Of these records, the fields whose links are not made: source id, element and field, joined by NUL. */
  unmade(map: string, names: readonly RecordName[]): Promise<ReadonlySet<string>>;
  counts(run: string, map: string): Promise<Readonly<Record<SettledLink['state'], number>>>;
  reasons(
    run: string,
    map: string,
  ): Promise<readonly { field: string; reason: string; count: number; samples: readonly string[] }[]>;
}

export interface MergeLog {
  put(map: string, merges: readonly Merge[]): Promise<void>;
  /** Merges of a map with what their surviving record has become, in pages. */
  page(
    map: string,
    after: RecordName | undefined,
    limit: number,
  ): Promise<readonly (Merge & { intoState: JournalState | null; intoId: string | null })[]>;
  clear(map: string, names: readonly RecordName[]): Promise<void>;
}

/** How far a roll-back has come. */
export interface UndoLog {
  /** Requests of the run whose undoing was begun. */
  of(run: string): Promise<ReadonlyMap<number, BegunUndo>>;
  /** `batches` are undone together. */
  begin(run: string, batches: readonly BatchRow[], at: string): Promise<void>;
  /** Forgets the deleted records, so that a later run makes them anew, and what the restored ones were given. */
  finish(run: string, batches: readonly BatchRow[], undone: FinishedUndo): Promise<void>;
  /** Notes records that others have changed; what was noted before stays. */
  keep(run: string, records: readonly KeptRecord[]): Promise<void>;
  kept(run: string): Promise<readonly KeptRecord[]>;
}

export interface SourceStage {
  clear(object: string): Promise<void>;
  put(
    object: string,
    rows: readonly { readonly field: string; readonly sourceId: string; readonly value: Value }[],
    lookUpFields: ReadonlySet<string>,
  ): Promise<void>;
  /** In the order of the needs; `null` where there is no such record or its field is empty. */
  values(
    needs: readonly { readonly object: string; readonly id: string; readonly field: string }[],
  ): Promise<readonly Value[]>;
  /** Source ids whose field equals a value; texts equal but for case count where none is equal exactly. */
  idsBy(
    object: string,
    field: string,
    values: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
}
