import type { Value } from '../../values.ts';
import type { Misfit } from '../misfit.ts';
import type { Parameter, ParameterType, Signature } from './signature.ts';

/** What an implementation gets for a parameter: the argument is converted before the call. */
interface Arguments {
  any: Value;
  text: string;
  number: number;
  integer: number;
  boolean: boolean;
  /** ISO text of a date or a point in time. */
  date: string;
  list: readonly Value[];
}

type Argument<P extends Parameter> = P extends { optional: true }
  ? Arguments[P['type'] & ParameterType] | undefined
  : Arguments[P['type'] & ParameterType];

type ArgumentList<P extends readonly Parameter[]> = P extends readonly [
  infer Head extends Parameter,
  ...infer Tail extends readonly Parameter[],
]
  ? Head extends { rest: true }
    ? Arguments[Head['type'] & ParameterType][]
    : [Argument<Head>, ...ArgumentList<Tail>]
  : [];

type Implementation<S extends Signature> = (
  ...args: ArgumentList<S['parameters']>
) => S extends { partial: true } ? Value | Misfit : Value;

/** One implementation per signature of a table, each with the argument types that its signature promises. */
export type Implementations<Table extends Record<string, Signature>> = {
  readonly [Name in keyof Table]: Implementation<Table[Name]>;
};
