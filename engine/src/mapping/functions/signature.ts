import type { FieldKind } from '../../schema/types.ts';
import type { Value } from '../../values.ts';

/** What an argument must be; `any` takes every value. A date is given as an ISO text, so `date` also takes a datetime. */
export type ParameterType = 'any' | 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'list';

/** What a literal text argument means, so that an editor can check and complete it (`checkConstant`). */
export type ConstantRole =
  'pattern' | 'dateFormat' | 'timeFormat' | 'timeZone' | 'country' | 'choice' | 'elementField';

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** One clause, for signature help. */
  readonly doc: string;
  readonly optional?: true;
  /** Last parameter only: takes all further arguments, none is fine as well. */
  readonly rest?: true;
  /** The argument should be a literal; what it means. */
  readonly constant?: ConstantRole;
  /** For `constant: 'choice'`. */
  readonly choices?: readonly string[];
}

/** A kind, or a rule: the kind of an argument, the kind of its elements, or of a field of its elements. */
export type ResultType =
  | FieldKind
  | { readonly rule: 'same'; readonly as: number }
  | { readonly rule: 'element'; readonly of: number }
  | { readonly rule: 'elementField'; readonly of: number; readonly field: number };

/** In an example's place of a result: the value does not fit, and a line's `else` decides. */
export const doesNotFit: unique symbol = Symbol('does not fit');

/** An expression over literals, what it gives, and the record it reads (where literals do not do). */
export type Example =
  | readonly [expression: string, result: Value | typeof doesNotFit]
  | readonly [
      expression: string,
      result: Value | typeof doesNotFit,
      given: { readonly [field: string]: Value },
    ];

export interface Signature {
  readonly group: 'Text' | 'Contact data' | 'Numbers and booleans' | 'Dates' | 'HTML' | 'Lists' | 'Identity';
  readonly parameters: readonly Parameter[];
  readonly result: ResultType;
  /** One sentence. */
  readonly doc: string;
  readonly examples: readonly Example[];
  /** It may find that a value does not fit (then `else` decides, or the record is held). */
  readonly partial?: true;
  /** It is called with an empty first argument too; all others give empty for empty. */
  readonly takesEmpty?: true;
}
