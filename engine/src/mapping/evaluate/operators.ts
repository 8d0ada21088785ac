import { isEmpty, type Value } from '../../values.ts';
import { asBoolean, asNumber } from '../coerce.ts';
import type { BinaryOperator } from '../ir.ts';
import { Misfit } from '../misfit.ts';
import { tidy } from '../rounding.ts';
import { equal, order } from './compare.ts';
import { settled, type Evaluate } from './scope.ts';

/** Empty is false; other values as people spell truth. */
export function truth(value: Value): boolean | Misfit {
  if (isEmpty(value)) return false;
  return asBoolean(value) ?? new Misfit('is neither true nor false', value);
}

export type StrictOperator = Exclude<BinaryOperator, '??'>;

export function binary(operator: StrictOperator, left: Evaluate, right: Evaluate): Evaluate {
  return operator === 'and' || operator === 'or'
    ? logical(operator === 'or', left, right)
    : strict(left, right, operations[operator]);
}

/** The right side is not looked at where the left one decides. */
function logical(decisive: boolean, left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => {
    const first = condition(left)(scope);
    return first instanceof Misfit || first === decisive ? first : condition(right)(scope);
  };
}

/** The expression as a truth. */
export function condition(evaluate: Evaluate): (scope: Parameters<Evaluate>[0]) => boolean | Misfit {
  return (scope) => {
    const value = settled(evaluate(scope));
    return value instanceof Misfit ? value : truth(value);
  };
}

function strict(left: Evaluate, right: Evaluate, operation: Operation): Evaluate {
  return (scope) => {
    const a = settled(left(scope));
    if (a instanceof Misfit) return a;
    const b = settled(right(scope));
    return b instanceof Misfit ? b : operation(a, b);
  };
}

type Operation = (left: Value, right: Value) => Value | Misfit;

const operations: Readonly<Record<Exclude<StrictOperator, 'and' | 'or'>, Operation>> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '<': (left, right) => (order(left, right) ?? 0) < 0,
  '<=': (left, right) => (order(left, right) ?? 1) <= 0,
  '>': (left, right) => (order(left, right) ?? 0) > 0,
  '>=': (left, right) => (order(left, right) ?? -1) >= 0,
  '+': (left, right) =>
    typeof left === 'string' && typeof right === 'string' && !isEmpty(left) && !isEmpty(right)
      ? left + right
      : arithmetic(left, right, (a, b) => a + b),
  '-': (left, right) => arithmetic(left, right, (a, b) => a - b),
  '*': (left, right) => arithmetic(left, right, (a, b) => a * b),
  '/': (left, right) =>
    asNumber(right) === 0 && !isEmpty(left)
      ? new Misfit('cannot be divided by zero', left)
      : arithmetic(left, right, (a, b) => a / b),
};

/** Empty where one side is empty. */
function arithmetic(left: Value, right: Value, operation: (a: number, b: number) => number): Value | Misfit {
  if (isEmpty(left) || isEmpty(right)) return null;
  const a = asNumber(left);
  if (a === undefined) return new Misfit('is no number', left);
  const b = asNumber(right);
  if (b === undefined) return new Misfit('is no number', right);
  const result = operation(a, b);
  return Number.isFinite(result) ? tidy(result) : new Misfit('leads to a number that is too large', left);
}
