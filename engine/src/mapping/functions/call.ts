import { isEmpty, type Value } from '../../values.ts';
import { asBoolean, asList, asNumber, asText } from '../coerce.ts';
import { parseIso } from '../dates.ts';
import { Misfit } from '../misfit.ts';
import { callables } from './implementations.ts';
import type { Parameter, ParameterType } from './signature.ts';
import { arity, signatureOf, signatureText } from './signatures.ts';

/** A function ready to be called with values; total: a bad argument gives a `Misfit`, an empty first one empty. */
export type Caller = (args: readonly Value[]) => Value | Misfit;

/** Looks a function up and checks how many arguments it gets; throws for a mapping that the checker cannot have passed. */
export function callerOf(name: string, given: number): Caller {
  const signature = signatureOf(name);
  const call = callables.get(name);
  if (!signature || !call) throw new Error(`The mapping calls a function "${name}" that does not exist.`);
  const { min, max } = arity(signature);
  if (given < min || given > max) {
    throw new Error(`The mapping calls ${signatureText(name, signature)} with ${given} arguments.`);
  }
  const { parameters, takesEmpty } = signature;
  return (args) => {
    if (!takesEmpty && isEmpty(args[0])) return null;
    const converted: unknown[] = [];
    for (const [index, value] of args.entries()) {
      const parameter = parameters[Math.min(index, parameters.length - 1)];
      const argument = parameter && argumentOf(value, parameter, index);
      if (argument instanceof Misfit) return argument;
      if (argument === null && parameter?.type !== 'any') return null;
      converted.push(argument);
    }
    const result = call(...converted);
    return result instanceof Misfit || !isEmpty(result) ? result : null;
  };
}

/** `undefined` for an optional one left empty; `null` for a required one that is empty, which makes the result empty. */
function argumentOf(value: Value, parameter: Parameter, index: number): unknown {
  if (parameter.type === 'text') {
    // A blank separator or filler is an argument like any other.
    if (parameter.optional && (value === null || value === '')) return undefined;
    return asText(value);
  }
  if (parameter.type === 'list' || parameter.type === 'any') return conversions[parameter.type](value);
  if (isEmpty(value)) return parameter.optional ? undefined : null;
  const converted = conversions[parameter.type](value);
  return converted === undefined
    ? new Misfit(`is no ${nouns[parameter.type]}${index > 0 ? ` (${parameter.name})` : ''}`, value)
    : converted;
}

const conversions: Readonly<Record<ParameterType, (value: Value) => unknown>> = {
  any: (value) => value,
  text: asText,
  number: asNumber,
  integer: (value) => {
    const number = asNumber(value);
    return Number.isInteger(number) ? number : undefined;
  },
  boolean: asBoolean,
  date: (value) => (typeof value === 'string' && parseIso(value) ? value : undefined),
  list: asList,
};

const nouns: Readonly<Record<ParameterType, string>> = {
  any: 'value',
  text: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  date: 'date',
  list: 'list',
};
