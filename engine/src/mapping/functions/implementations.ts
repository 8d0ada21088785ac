import type { Value } from '../../values.ts';
import type { Misfit } from '../misfit.ts';
import { contactFunctions } from './contact.ts';
import { dateFunctions } from './date.ts';
import { hashFunctions } from './hash.ts';
import { htmlFunctions } from './html.ts';
import { listFunctions } from './list.ts';
import { numberFunctions } from './number.ts';
import type { FunctionName } from './signatures.ts';
import { textFunctions } from './text.ts';

/** Every function of the table, neither more nor less. */
const table = {
  ...textFunctions,
  ...contactFunctions,
  ...numberFunctions,
  ...dateFunctions,
  ...htmlFunctions,
  ...listFunctions,
  ...hashFunctions,
} satisfies Record<FunctionName, (...args: never[]) => Value | Misfit>;

/** An implementation after its arguments have been converted as its signature says. */
export type Callable = (...args: unknown[]) => Value | Misfit;

// The argument types are promised by the signatures, which `callerOf` converts by: known per name, not to the compiler.
export const callables = new Map(Object.entries(table)) as unknown as ReadonlyMap<string, Callable>;
