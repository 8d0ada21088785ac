/**
 * What one destination instance can do, learned from the instance where it tells. The engine decides from this
 * record alone; it never asks which system it talks to.
 */
export interface Capabilities {
  /** Ways to write, smallest first. The engine takes the last one whose `worthFrom` the phase's volume reaches. */
  readonly channels: readonly Channel[];
  /** Requests that may be in flight at once, over all channels, unless the server hints otherwise. */
  readonly maxInFlight: number;
  /** The system can upsert by a field of the record (external id, alternate key, client-given id). */
  readonly upsert: 'field' | 'clientId' | 'none';
  /** Original created times: `insert` = only when a record is inserted (upsert refuses), `always`, or `none`. Per object where they differ. */
  readonly createdTimes: {
    readonly mode: 'insert' | 'always' | 'none';
    readonly objects?: readonly string[];
    readonly fields: readonly string[];
  };
  /** What this connection's user may not see or do, one sentence each, for the plan. */
  readonly cautions?: readonly string[];
  readonly createsFields: boolean;
  /** `createFields` adds missing options to a list field that is there. */
  readonly addsOptions?: boolean;
  readonly createsStages: boolean;
  readonly createsUsers: boolean;
  readonly deletes: 'hard' | 'soft' | 'bin';
  /** Field that names the user who changed a record last, on objects that have it; a roll-back leaves other people's work. */
  readonly changedBy?: string;
  /** Fields that tell when a record was changed last; of an object, the first one that it has counts. */
  readonly changedAt?: readonly string[];
  /** What the platform makes by itself beside written records; a roll-back takes it along. */
  readonly companions?: readonly Companion[];
  /** Fields that the platform reckons anew from records of another object, where there are any. */
  readonly reckoned?: readonly { readonly object: string; readonly field: string; readonly from: string }[];
  /** Historical mail can be written as mail. */
  readonly mail: boolean;
  /** Largest file in bytes. */
  readonly maxFileBytes: number;
  readonly rate: RateModel;
  /** What one request of a look-up (`match`) covers and costs, where that is not a request of the first channel; for the plan. */
  readonly lookUp?: { readonly records: number; readonly cost: number };
  /** Bytes that a record of this object (or any other, under "*") takes of the data storage; for the plan. */
  readonly storage?: {
    readonly bytesPerRecord: Readonly<Record<string, number>>;
    readonly dataMb?: Remaining;
    readonly fileMb?: Remaining;
  };
}

/** A record that the platform makes with one of `of`. */
export interface Companion {
  readonly of: string;
  readonly object: string;
  /** What ties the two. */
  readonly field: string;
  /**
   * Which of the two has the field. `companion`: it names the record, and the companion goes when that is deleted. `both`:
   * the same value in both, and it goes too. `record`: the record names its companion, which stays behind.
   */
  readonly on: 'record' | 'companion' | 'both';
}

export interface Remaining {
  readonly max: number;
  readonly remaining: number;
}

export interface Channel {
  readonly name: string;
  /** Records in one write request (or bulk part). */
  readonly maxRecords: number;
  readonly maxBytes: number;
  /** Worth using from this many records in a phase. */
  readonly worthFrom: number;
  /** A request fails or succeeds as a whole; the engine halves it to find a bad row. */
  readonly atomic: boolean;
  /** Objects this channel cannot write (Salesforce: files not by bulk). */
  readonly not?: readonly string[];
  /** Results are told apart by a column: an insert needs `keyField`, or a natural identity, to go this way. */
  readonly byColumn?: boolean;
  /** Cost of one request in the rate model's unit; for the plan. */
  readonly costPerRequest: number;
  /** The same for objects that cost more or less than others. */
  readonly costs?: Readonly<Record<string, number>>;
  /** Parallel requests worth having on this channel. */
  readonly inFlight: number;
}

/** The unit is requests for `daily`/`window` and tokens for `tokens`. */
export type RateModel =
  | {
      readonly kind: 'daily';
      readonly max: number;
      readonly remaining: number;
      readonly bulkRowsPerDay?: Remaining;
    }
  | {
      readonly kind: 'tokens';
      readonly perDay: number;
      readonly remaining: number;
      readonly burst: { readonly requests: number; readonly seconds: number };
    }
  | { readonly kind: 'window'; readonly requests: number; readonly seconds: number }
  | { readonly kind: 'unlimited' };
