import type { ObjectSchema, SystemSchema } from '../schema/types.ts';
import type { DeclaredField, DeclaredObject } from '../mapping/ir.ts';
import type { Row, Value } from '../values.ts';
import type { Capabilities } from './capabilities.ts';
import type { RecordError } from './errors.ts';

export interface DestinationUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly active: boolean;
}

export interface DestinationDiscovery {
  readonly schema: SystemSchema;
  readonly objects: readonly ObjectSchema[];
}

/** Bytes of a file field; opened anew for every attempt, so that a body can be sent again. */
export interface FileValue {
  readonly name: string;
  readonly bytes: number;
  open(): NodeJS.ReadableStream;
}

/** One record to write. `key` is the engine's own: unique within the batch, never sent unless it is also the key field's value. */
export interface WriteRecord {
  readonly key: string;
  /** Destination id, for updates. */
  readonly id?: string;
  /** API names to wire-ready values: references are destination ids, picklists wire values, created times included where allowed. */
  readonly values: Row;
  readonly files?: Readonly<Record<string, FileValue>>;
}

export interface WriteBatch {
  readonly object: string;
  readonly operation: 'insert' | 'upsert' | 'update' | 'delete';
  /** The field whose value identifies the record: needed for `upsert`; for `insert` it tells the results of a bulk channel apart. */
  readonly keyField?: string;
  /** Name of one of the capabilities' channels. */
  readonly channel: string;
  readonly records: readonly WriteRecord[];
}

/** What became of one record, found by `key`; a key without a result, or with two, is in doubt, and the engine settles it. */
export type WriteResult =
  | { readonly key: string; readonly outcome: 'created' | 'updated' | 'deleted'; readonly id: string }
  | { readonly key: string; readonly outcome: 'failed'; readonly error: RecordError };

export interface WriteContext {
  readonly signal?: AbortSignal;
  /**
   * Called with the server's name for the work (a bulk job id) as soon as it is known and before rows are sent, awaited:
   * the journal keeps it, and `settle` gets it after a crash.
   */
  remember(handle: string): Promise<void>;
}

export interface Fingerprint {
  readonly bytes: number;
  readonly md5: string;
}

export interface FoundRecord {
  readonly id: string;
  readonly values: Row;
}

/** A pipeline that a mapping writes to. */
export interface WantedPipeline {
  /** Object whose records run through it. */
  readonly object: string;
  readonly name: string;
  /** Probability in percent, 0 to 100. */
  readonly stages: readonly { readonly name: string; readonly probability?: number }[];
}

/** What became of a pipeline, or of one of its stages, that was to be made. */
export interface PipelineOutcome {
  readonly object: string;
  readonly pipeline: string;
  readonly stage?: string;
  readonly error?: RecordError;
}

/** A user that the destination is to have for an owner of the source. */
export interface WantedUser {
  readonly email: string;
  readonly name?: string;
}

/** What became of one of them, by e-mail. */
export interface UserOutcome {
  readonly email: string;
  readonly error?: RecordError;
}

/** What a connection has cost since its start; what a connector cannot tell is absent. */
export interface ApiUse {
  /** Sent, repetitions included. */
  readonly requests: number;
  /** In the unit of the rate model: left of today's. */
  readonly remaining?: number;
  /** Requests that were sent again. */
  readonly repeats?: number;
  /** Of the requests' bodies. */
  readonly bytesSent?: number;
  /** Pauses that the server asked for, or between two attempts. */
  readonly waits?: number;
  readonly waitedMs?: number;
  /** Gone from a budget of tokens meanwhile, other users' included. */
  readonly tokens?: number;
  /** By how much the server's clock was ahead of this computer's in its last answer, in milliseconds. */
  readonly clockAheadMs?: number;
}

/**
 * A system that is written. One instance per connection and process. Every method may throw `ConnectorError`; reads are
 * retried by the connector itself, writes only where it is certain that nothing was done — otherwise it throws `doubt`.
 */
export interface Destination {
  capabilities(): Promise<Capabilities>;
  /** All objects' index entries, and the fields of `objects` (or of all when absent). */
  discover(options?: {
    readonly objects?: readonly string[];
    readonly signal?: AbortSignal;
  }): Promise<DestinationDiscovery>;
  users(): Promise<readonly DestinationUser[]>;
  /** The user who runs the load. */
  me(): Promise<DestinationUser>;
  write(batch: WriteBatch, context: WriteContext): Promise<readonly WriteResult[]>;
  /**
   * After a crash: brings the work behind a remembered handle to an end (waits for it or aborts it), so that a look-up
   * afterwards tells the truth. Results are returned where the server still has them; an empty list means "look up".
   */
  settle(object: string, handle: string): Promise<readonly WriteResult[]>;
  /**
   * Live records in which all of `fields` equal one of the given rows; the answer names the row by its index. Used for
   * matching, for in-doubt records and for identity without keys. `createdByMeSince` narrows to what this load can have written.
   */
  find(
    object: string,
    fields: readonly string[],
    rows: readonly Row[],
    options?: { readonly read?: readonly string[]; readonly createdByMeSince?: string },
  ): Promise<readonly { readonly row: number; readonly record: FoundRecord }[]>;
  /**
   * How a record without a key field is recognised: the written fields that together are as good as a name
   * (`ContentDocumentId` + `LinkedEntityId`), or `undefined` where nothing is. `provided` are the fields a mapping writes.
   */
  naturalIdentity(object: string, provided: readonly string[]): readonly string[] | undefined;
  /** Reads records by id; missing ones are left out. */
  read(object: string, ids: readonly string[], fields: readonly string[]): Promise<readonly FoundRecord[]>;
  /**
   * Size and MD5 (in hexadecimal) of the bytes that a file field holds, by record id; missing records are left out. Bytes that
   * have to be fetched for it are not kept.
   */
  fingerprints?(
    object: string,
    field: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Fingerprint>>;
  /** Objects whose records people make and that may point at records of these: deleting those could take them along. */
  objectsPointingAt?(objects: readonly string[]): Promise<readonly string[]>;
  /** Exact number of live records. */
  count(object: string): Promise<number>;
  /** Puts declared fields and objects in place where `capabilities().createsFields`; answers what became of each. */
  createFields?(
    objects: readonly DeclaredObject[],
  ): Promise<
    readonly { readonly object: string; readonly field: DeclaredField; readonly error?: RecordError }[]
  >;
  /**
   * Puts pipelines and their stages in place where `capabilities().createsStages`, in the order given; those that are there
   * are left alone and not answered.
   */
  createPipelines?(pipelines: readonly WantedPipeline[]): Promise<readonly PipelineOutcome[]>;
  /**
   * Makes users who can own records, where `capabilities().createsUsers`; a user who is there already is no error. Whoever
   * administers the destination hears of it in its own way (an invitation, a seat).
   */
  createUsers?(users: readonly WantedUser[]): Promise<readonly UserOutcome[]>;
  /** A link a person can open. */
  recordUrl(object: string, id: string): string;
  /** What the connection has cost since its start and what the server says is left, for progress and reports. */
  usage(): ApiUse;
  close(): Promise<void>;
}

export type { Value };
