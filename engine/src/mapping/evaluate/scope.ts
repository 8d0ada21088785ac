import type { Row, Value } from '../../values.ts';
import type { Deferred } from '../draft.ts';
import { Misfit } from '../misfit.ts';

/** Answers about other source records; the run stages them beforehand (`PreparedMap.needs`). */
export interface TransformWorld {
  /** The field of the source record of `object` with this id; `null` where there is no such record. */
  through(object: string, id: string, field: string): Value;
}

/** What an expression is evaluated over. */
export interface Scope {
  readonly record: Row;
  /** Inside `each`: the element and those around it, by their names in the mapping. */
  readonly elements?: Readonly<Record<string, Value>>;
  readonly world: TransformWorld;
}

/** A value that only the run can settle. */
export class Pending {
  readonly deferred: Deferred;
  constructor(deferred: Deferred) {
    this.deferred = deferred;
  }
}

export type Outcome = Value | Misfit | Pending;

/** An expression, compiled. Total: it never throws. */
export type Evaluate = (scope: Scope) => Outcome;

/** For operands and arguments: what is pending has no value yet, so nothing can be computed from it. */
export function settled(outcome: Outcome): Value | Misfit {
  return outcome instanceof Pending
    ? new Misfit('is known only once it is loaded, so nothing can be computed from it')
    : outcome;
}
