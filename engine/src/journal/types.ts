import type { SourceSpan } from '../mapping/ir.ts';
import type { UndoneBatch } from '../rollback/types.ts';
import type { RunUse } from '../run/api-use.ts';
import type { RecordState } from '../run/states.ts';
import type { Row, Value } from '../values.ts';

/** A source record within one map; `element` is '' for the record itself, an index for an `each` element. */
export interface RecordName {
  readonly sourceId: string;
  readonly element: string;
}

/** `pending`: known, nothing sent. `sent`: a request may have been done; ask the destination before sending again. */
export type JournalState = RecordState | 'pending' | 'sent';

export interface JournalRecord extends RecordName {
  /** Where it stood in the source when last read: `contacts.csv:17`. */
  readonly at: string;
  readonly key: string;
  readonly state: JournalState;
  readonly destinationId: string | null;
  /** The destination record was there before the load (matched, not made). */
  readonly found: boolean;
  readonly hash: string | null;
  readonly reason: string | null;
  /** Run that last settled or sent it. */
  readonly run: string;
  readonly flags: readonly string[];
}

/** The end of one record's way through a phase. */
export interface SettledRecord extends RecordName {
  readonly at: string;
  readonly key: string;
  readonly state: RecordState;
  /** `null` keeps what the journal knows; `forget` clears it. */
  readonly destinationId?: string | null;
  /** The destination record is gone: a retry makes a new one. */
  readonly forget?: boolean;
  readonly found?: boolean;
  readonly hash?: string | null;
  /** The same for all records of its kind, so that they can be counted; `{}` stands where `detail` belongs. */
  readonly reason?: string | null;
  readonly detail?: string | null;
  readonly field?: string | null;
  /** Mapping line, `main.migmap:41`. */
  readonly line?: string | null;
  readonly flags?: readonly string[];
  /** The record of the same load whose destination record this one shares. */
  readonly mergedInto?: MapRecordName;
}

export interface MapRecordName extends RecordName {
  readonly map: string;
}

export interface IntentRecord extends RecordName {
  readonly at: string;
  readonly key: string;
  readonly hash: string;
  readonly flags: readonly string[];
  /** For updates: the record that is written. */
  readonly destinationId?: string;
  readonly found?: boolean;
}

export interface BatchIntent {
  readonly run: string;
  readonly map: string;
  readonly object: string;
  readonly operation: string;
  readonly channel: string;
  readonly attempt: number;
  readonly bytes: number;
  readonly records: readonly IntentRecord[];
  /** What the request carries, kept so that it can be explained and undone. */
  readonly sent?: readonly SentRecord[];
}

/** One record of a request. */
export interface SentRecord extends RecordName {
  readonly at: string;
  /** Destination id, where it was known before. */
  readonly id?: string;
  /** Destination fields as sent; the name stands for the bytes of a file. */
  readonly values: Row;
  /** The before-image: those fields as the destination held them. Absent where it had no such record. */
  readonly before?: Row;
}

/** What the destination said of one record; `again`: nothing was done, it is sent once more. */
export interface AnsweredRecord extends RecordName {
  readonly outcome: 'created' | 'updated' | 'refused' | 'unknowable' | 'again';
  readonly id?: string;
  readonly error?: string;
}

/** A request as the journal keeps it. */
export interface BatchRow {
  readonly id: number;
  readonly run: string;
  readonly map: string;
  readonly object: string;
  readonly operation: string;
  readonly channel: string;
  readonly attempt: number;
  readonly records: number;
  readonly sentAt: string;
  readonly endedAt: string | null;
  readonly handle: string | null;
  readonly state: BatchState;
  readonly error: string | null;
}

export interface BatchContents {
  readonly sent: readonly SentRecord[];
  /** In the order in which they became known. */
  readonly answers: readonly AnsweredRecord[];
}

/** A journalled record with all that is known of it, over all runs. */
export interface HeldRecord extends MapRecordName {
  readonly sourceObject: string;
  readonly destinationObject: string;
  readonly destinationId: string;
  readonly at: string;
  readonly state: JournalState;
  readonly found: boolean;
  readonly reason: string | null;
  readonly run: string;
  readonly createdRun: string | null;
  readonly mergedInto: boolean;
}

/** `done`: every record has its outcome. `refused`: nothing was done. `doubt`: some records have none yet. */
export type BatchState = 'sent' | 'done' | 'refused' | 'doubt';

export interface OpenBatch {
  readonly id: number;
  readonly map: string;
  readonly object: string;
  readonly operation: string;
  readonly handle: string | null;
  /** ISO 8601. */
  readonly sentAt: string;
}

/** What became of a source record anywhere in the mapping; merged records answer with the surviving one's id. */
export interface MadeRecord {
  readonly map: string;
  readonly sourceObject: string;
  readonly sourceId: string;
  readonly destinationObject: string;
  readonly destinationId: string | null;
  readonly state: JournalState;
  readonly reason: string | null;
}

export interface MapEntry {
  readonly id: string;
  readonly sourceObject: string;
  readonly destinationObject: string;
}

export type RunState =
  'running' | 'complete' | 'incomplete' | 'stopped' | 'interrupted' | 'gate-closed' | 'rolled-back';

export interface RunRow {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly state: RunState;
  readonly mappingName: string;
  readonly mappingFile: string;
  readonly mappingHash: string;
  readonly schemaHash: string;
  readonly source: string;
  readonly destination: string;
  /** Gates, owners, source objects, warnings: what the report tells beside the phases. */
  readonly facts: RunFacts;
}

export interface RunFacts {
  readonly gates?: readonly GateFact[];
  readonly owners?: {
    readonly matched: number;
    readonly unmatched: readonly { readonly email: string; readonly records: number }[];
    /** What a person had decided in `owners.csv`: owner to e-mail or id of a destination user. */
    readonly givenTo?: Readonly<Record<string, string>>;
  };
  readonly sources?: readonly SourceFact[];
  readonly warnings?: readonly string[];
  readonly exports?: readonly ExportFact[];
  /** What the run has cost so far, over all its resumptions. */
  readonly api?: RunUse;
  /** When customers' values were taken out (ISO time); the run can be neither rolled back nor verified since. */
  readonly purgedAt?: string;
  /** The run is a delta. */
  readonly delta?: DeltaFacts;
  /** The source's own time before it was first read; kept over a resume. */
  readonly readFrom?: string;
  /** `readFrom` of a run that went through: what a delta asks the source's changes from. */
  readonly watermark?: string;
}

export interface DeltaFacts {
  /** The last run of this mapping before it. */
  readonly since: string;
  /** By the source's clock, the overlap included; absent: the source cannot be asked, and every record was compared. */
  readonly from?: string;
}

/** A hand-off file that an `export` or `skip … inventory` has written. */
export interface ExportFact {
  /** As in the mapping, or `inventory-<Object>.md`. */
  readonly name: string;
  readonly path: string;
  readonly rows: number;
  /** Rows left out because a column could not be made. */
  readonly refused: number;
  /** Why, of the first one. */
  readonly reason?: string;
}

export interface GateFact {
  readonly gate: string;
  readonly state: 'waiting' | 'open' | 'held' | 'closed';
  readonly open: boolean;
  readonly reasons: readonly string[];
  readonly remedy?: string;
}

export interface SourceFact {
  readonly object: string;
  readonly records: number;
  readonly badRows: number;
  readonly fate: 'mapped' | 'exported' | 'skipped' | 'undecided';
  readonly why?: string;
}

export interface PhaseRow {
  readonly map: string;
  readonly ordinal: number;
  readonly state: 'running' | 'done' | 'unbalanced';
  readonly before: number | null;
  readonly after: number | null;
  readonly inScope: number;
  readonly milliseconds: number;
  readonly requests: number;
  readonly linked: number;
  readonly balanced: boolean;
}

/** A reference that is written in the second pass. */
export interface Link extends RecordName {
  readonly field: string;
  /** The deferred value as JSON. */
  readonly deferred: string;
}

export interface OpenLink extends Link {
  readonly destinationId: string;
  readonly at: string;
}

export interface SettledLink extends RecordName {
  readonly field: string;
  readonly state: 'linked' | 'empty' | 'held' | 'failed';
  /** As in `SettledRecord`. */
  readonly reason?: string | null;
  readonly detail?: string | null;
}

/** A source record that shares its destination record with an earlier one of the same load. */
export interface Merge extends RecordName {
  readonly at: string;
  readonly key: string;
  readonly into: MapRecordName;
  /** Wire-ready values, to fill what the surviving record lacks. */
  readonly values: Readonly<Record<string, Value>>;
  readonly hash: string;
}

export interface ReasonCount {
  readonly state: JournalState;
  readonly reason: string | null;
  readonly field: string | null;
  readonly line: string | null;
  readonly count: number;
  readonly samples: readonly string[];
}

export interface BadRowEntry {
  readonly object: string;
  readonly at: string;
  readonly reason: string;
  readonly text: string;
}

/** The undoing of a request. */
export interface BegunUndo {
  /** Absent: begun, and perhaps done in part. */
  readonly outcome?: UndoneBatch;
  readonly beganAt: string | null;
  readonly endedAt: string | null;
}

/** What became of requests that were undone together. */
export interface FinishedUndo {
  readonly outcome: UndoneBatch;
  readonly deletedIds: readonly string[];
  readonly restored: readonly SentRecord[];
  readonly at: string;
}

/** A record that others have changed since the run. */
export interface KeptRecord {
  readonly object: string;
  readonly id: string;
  readonly why: string;
  /** Of a record that was there before the run: the fields that are theirs. Absent: the record is left as it is. */
  readonly fields?: readonly string[];
}

/** A reason with what is particular to one record put in; without it, an ellipsis. */
export function reasonText(reason: string, detail?: string | null): string {
  return reason.replace('{}', detail ?? '…');
}

export function lineOf(at: SourceSpan | undefined): string | undefined {
  return at === undefined ? undefined : `${at.file}:${at.line}`;
}
