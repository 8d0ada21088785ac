import type { FileValue, WriteRecord } from '../connectors/destination.ts';
import type { SourceRecord } from '../connectors/source.ts';
import type { Draft } from '../mapping/draft.ts';
import type { JournalRecord, Link, RecordName } from '../journal/journal.ts';
import type { Value } from '../values.ts';

/** A source record on its way through a phase. */
export interface Arrival extends RecordName {
  readonly record: SourceRecord;
  /** What the journal knew of it before. */
  readonly row: JournalRecord | undefined;
  readonly draft: Draft;
}

/** A draft whose references are settled: every value is wire-ready. */
export interface Ready extends RecordName {
  readonly record: SourceRecord;
  readonly row: JournalRecord | undefined;
  /** The engine's key: the external id where the map has one, else the source id. */
  readonly key: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly files?: Readonly<Record<string, FileValue>>;
  readonly flags: readonly string[];
  readonly links: readonly Link[];
  readonly hash: string;
  /** Size of the values as JSON. */
  readonly bytes: number;
}

export type Operation = 'insert' | 'upsert' | 'update';

/** Decided: what is to be sent for it. */
export interface Outgoing extends RecordName {
  readonly at: string;
  readonly key: string;
  readonly hash: string;
  readonly flags: readonly string[];
  readonly bytes: number;
  readonly operation: Operation;
  readonly write: WriteRecord;
  readonly found: boolean;
  /** Values by which it is recognised when in doubt. */
  readonly identity: Readonly<Record<string, Value>>;
  /** In a delta: what the fields held when it was decided to write them. */
  readonly seen?: Readonly<Record<string, Value>>;
  /** What the fields held in the destination before; known from just before it is sent. */
  readonly before?: Readonly<Record<string, Value>>;
}
