/**
 * What discovery saw in a source's data. Holds customers' values, so it lives in `.migmap/profiles/`, never in
 * the committed schemas.
 */
export interface SourceProfile {
  readonly formatVersion: 1;
  readonly connection: string;
  readonly profiledAt: string;
  readonly objects: readonly ObjectProfile[];
}

export interface ObjectProfile {
  readonly object: string;
  readonly records: number;
  /** Rows that could not be read as a record (ragged, undecodable), with the first few as examples. */
  readonly badRows: number;
  readonly badRowSamples?: readonly { readonly line: number; readonly reason: string }[];
  readonly fields: readonly FieldProfile[];
}

export interface FieldProfile {
  readonly field: string;
  readonly nulls: number;
  /** Distinct values; exact up to the cap, otherwise the cap with `distinctCapped`. */
  readonly distinct: number;
  readonly distinctCapped?: boolean;
  /** Most frequent values first; complete when `distinctCapped` is not set and there are at most 1,000 of them. */
  readonly values?: readonly { readonly value: string; readonly count: number }[];
  readonly longest: number;
  /** Count of values per length class: how many are longer than each of these limits. */
  readonly lengths?: readonly { readonly longerThan: number; readonly count: number }[];
  readonly samples: readonly string[];
  /** Values that do not fit the kind that was found for the field (`n/a` among dates); they are read as text. */
  readonly misfits?: number;
  readonly misfitSamples?: readonly string[];
  /** For a reference: values that name no record of the referenced object. */
  readonly orphans?: number;
  readonly orphanSamples?: readonly string[];
}
