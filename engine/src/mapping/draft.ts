import type { SourceSpan } from './ir.ts';
import type { Value } from '../values.ts';

/** What a line needs from the world; the run settles it per batch. `value` is never empty. */
export type Deferred =
  /** The record made from the source record of one of `objects` whose `field` (absent: its id) equals `value`. */
  | {
      readonly deferred: 'ref';
      readonly objects: readonly string[];
      readonly field?: string;
      readonly value: string;
    }
  /** The record of one of the destination's `objects` that stands there already under this name (or id). */
  | { readonly deferred: 'named'; readonly objects: readonly string[]; readonly name: string }
  | { readonly deferred: 'this'; readonly destinationObject: string }
  | { readonly deferred: 'parent' }
  /** The destination user of a source user, named by id or e-mail. */
  | { readonly deferred: 'owner'; readonly value: string }
  | { readonly deferred: 'migrationUser' }
  /** The bytes at `path`; a file of more than `over.bytes` is flagged and `over.link` written instead. */
  | {
      readonly deferred: 'file';
      readonly path: string;
      readonly over?: { readonly bytes: number; readonly link: string | null };
    }
  /** `??`: the first option that settles to something. At least two options, none of them empty or a choice itself. */
  | { readonly deferred: 'choice'; readonly options: readonly DraftValue[] };

export type DraftValue = Value | Deferred;

export type Named = Extract<Deferred, { deferred: 'named' }>;

/** A destination record to be, before references are settled. */
export interface Draft {
  /** Destination API name → value of that field's kind; `null` where a line ended empty. */
  readonly values: Readonly<Record<string, DraftValue>>;
  /** The source identity (`key f`), also among `values` where the key names a destination field. */
  readonly keyValue?: string;
  /** The `flag` lines that hold. */
  readonly flags: readonly string[];
}

/** The record is not loaded: skipped by a decision of the mapping, or held for a person. */
export interface Refusal {
  readonly kind: 'skipped' | 'held';
  /** Says of the value (or the record) what is wrong, the same for all alike, so that reports can count it. */
  readonly reason: string;
  /** The value that does not fit, cut for display. */
  readonly value?: string;
  /** Destination field of the line that decided, and where the line stands. */
  readonly field?: string;
  readonly at?: SourceSpan;
}

/** `out`: the condition is false, or an earlier branch of the split took the record. */
export type TransformResult =
  { readonly kind: 'out' } | { readonly kind: 'draft'; readonly draft: Draft } | Refusal;

/** Whether a draft's value is still to be settled. No plain value of a draft is an object with a `deferred` member. */
export function isDeferred(value: DraftValue | undefined): value is Deferred {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'deferred' in value;
}

export function isNamed(value: DraftValue | undefined): value is Named {
  return isDeferred(value) && value.deferred === 'named';
}
