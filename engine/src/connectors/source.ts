import type { ObjectSchema, SystemSchema } from '../schema/types.ts';
import type { SourceProfile } from '../schema/profile.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { Row } from '../values.ts';

/** A record as read, with its place in the source for skip files and "explain". */
export interface SourceRecord {
  /** The source id as text; where the source has none, a hash of the row, stable over reads. */
  readonly id: string;
  readonly values: Row;
  /** `contacts.csv:17`, or the API's path. */
  readonly at: string;
  /** Last change, ISO 8601, where the source tells. */
  readonly modifiedAt?: string;
}

export interface BadRow {
  readonly object: string;
  readonly at: string;
  readonly reason: string;
  /** The row as it stands, cut to 2,000 characters. */
  readonly text: string;
}

export interface SourceDiscovery {
  readonly schema: SystemSchema;
  readonly objects: readonly ObjectSchema[];
  readonly profile: SourceProfile;
}

export interface SourceFile {
  readonly name: string;
  readonly bytes: number;
  open(): NodeJS.ReadableStream;
}

/** What a source tells of its changes. Times are its own, ISO 8601; nobody compares them with another clock. */
export interface SourceChanges {
  /** The source's time now: asked before a load reads, so that what changes meanwhile is read by the next. */
  now(): Promise<string>;
  /** As `Source.read`: the records that were made or changed at this time or later. */
  read(object: string, since: string, options: ReadOptions): AsyncIterable<readonly SourceRecord[]>;
  /** Ids of the records that were deleted at this time or later. Without it a delta reads everything to find them. */
  deleted?(
    object: string,
    since: string,
    options: { readonly signal?: AbortSignal },
  ): AsyncIterable<readonly string[]>;
}

export interface ReadOptions {
  readonly catalog: SchemaCatalog;
  readonly onBadRow?: (row: BadRow) => void;
  readonly signal?: AbortSignal;
}

export type DiscoverProgress = (event: { readonly object: string; readonly records: number }) => void;

/** A system that is read. One instance per connection and process; `close` ends it. */
export interface Source {
  /** One streaming pass over everything: types, references, profile. */
  discover(options?: {
    readonly onProgress?: DiscoverProgress;
    readonly signal?: AbortSignal;
  }): Promise<SourceDiscovery>;
  /**
   * Streams the records of an object in batches, values typed as the catalog says (a person may have corrected it).
   * The order is the same on every read. Rows that cannot be read go to `onBadRow`, never silently away.
   */
  read(object: string, options: ReadOptions): AsyncIterable<readonly SourceRecord[]>;
  /** Absent for an export on disk: a delta compares all of it, record by record, with what was loaded. */
  readonly changes?: SourceChanges;
  /** The file that a value points at (path within the export, attachment id), or `undefined` where it is missing. */
  file(reference: string): Promise<SourceFile | undefined>;
  close(): Promise<void>;
}
