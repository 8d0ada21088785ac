import type { Destination } from '@migmap/engine/connectors/destination';
import type { Row } from '@migmap/engine/values';

/** What can be made to go wrong with the next write on a channel. */
export type Fault =
  /** The server turns the request away before it does anything. */
  | 'turnAway'
  /** The connection breaks before anything is done. */
  | 'dropBefore'
  /** The work is done, the answer never comes. */
  | 'loseAnswer'
  /** The answer breaks off in the middle. */
  | 'truncate'
  /** The answer has a result too few, one twice, or its results in another order. */
  | 'omitResult'
  | 'doubleResult'
  | 'permuteResults'
  /** The session ends. */
  | 'endSession';

/** A system's objects in the roles that the contract needs. */
export interface Subject {
  /** An object that every channel writes. */
  readonly object: string;
  /** A unique field of it that can hold our key. */
  readonly keyField: string;
  /** A text field of it that may change. */
  readonly text: string;
  readonly values: (name: string) => Row;
  /** Values that the system refuses for one record, and the field at fault. */
  readonly invalid: { readonly values: Row; readonly field?: string };
  /** An object whose `reference` points at `object`. */
  readonly child: {
    readonly object: string;
    readonly reference: string;
    readonly values: (name: string) => Row;
    /** A well-formed id that no record has. */
    readonly nobody: string;
  };
  /** An object that only ties two others together, without a key: `a` is of `object`, `b` of the child. */
  readonly link?: { readonly object: string; readonly values: (a: string, b: string) => Row };
  readonly file?: {
    readonly object: string;
    readonly field: string;
    readonly values: (name: string) => Row;
    /** Bytes that make a file large to this connector. */
    readonly large: number;
  };
}

export interface Started {
  readonly destination: Destination;
  /** What goes wrong with the next write on the channel; on a channel of several requests, with its decisive one. */
  readonly fault: (kind: Fault, channel: string) => void;
  readonly clearFaults: () => Promise<void>;
  /** The bytes that the system holds of a file record. */
  readonly download: (id: string) => Promise<Buffer>;
  readonly stop: () => Promise<void>;
}

export interface Harness {
  readonly system: string;
  readonly subject: Subject;
  /** Names of the channels that the capabilities will tell of, so that each gets tests of its own. */
  readonly channels: readonly string[];
  /** Channels whose answers may be told apart by key alone. */
  readonly unordered: readonly string[];
  readonly start: () => Promise<Started>;
}
