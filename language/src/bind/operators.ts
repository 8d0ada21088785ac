import type { BinaryOperator } from '@migmap/engine/mapping/ir';
import {
  boolean,
  describe,
  isConstant,
  isList,
  isNumeric,
  isTemporal,
  isTextual,
  isUnknown,
  type Type,
} from '../types/type.ts';
import type { Bound } from './bound.ts';
import { firstOfList, movedDate, oneText } from './instead.ts';
import type { ExpressionScope } from './scope.ts';

/** What comes out of an operator other than `??`. */
export function operationType(operator: BinaryOperator, left: Type, right: Type): Type {
  switch (operator) {
    case '+':
      if (isTextual(left.kind) && isTextual(right.kind)) return { kind: 'text' };
      return number(left, right);
    case '-':
    case '*':
      return number(left, right);
    case '/':
      return { kind: 'number' };
    default:
      return boolean;
  }
}

function number(left: Type, right: Type): Type {
  return { kind: left.kind === 'integer' && right.kind === 'integer' ? 'integer' : 'number' };
}

/** Reports operands that no value could make sense of; texts may hold numbers and dates, so they pass. */
export function checkOperands(
  operator: BinaryOperator,
  operands: readonly Bound[],
  scope: ExpressionScope,
): void {
  const [left, right] = operands;
  if (!['+', '-', '*', '/'].includes(operator)) {
    if (left && right) checkComparison(left, right, scope);
    return;
  }
  const joins = operator === '+' && operands.every(({ type }) => isTextual(type.kind) || isUnknown(type));
  if (joins) return;
  for (const { node, type } of operands) {
    const problem = notANumber(operator, type);
    if (!problem) continue;
    const instead = isTextual(type.kind) ? oneText(node) : movedDate({ node, type }, operator);
    scope.report({ kind: 'badOperands', node, problem, instead });
  }
}

function notANumber(operator: BinaryOperator, type: Type): string | undefined {
  if (isUnknown(type) || isNumeric(type.kind)) return undefined;
  if (!isTextual(type.kind)) {
    const hint = isTemporal(type.kind) ? ' Dates are moved with plus_days(…) and plus_minutes(…).' : '';
    return `${operator} calculates with numbers, and this is ${describe(type.kind)}.${hint}`;
  }
  const noNumber = isConstant(type) && type.constants?.every((c) => Number.isNaN(Number(c.value)));
  return noNumber
    ? `${operator} calculates with numbers. Put texts and numbers together inside one text: "{name} {count}".`
    : undefined;
}

function checkComparison(left: Bound, right: Bound, scope: ExpressionScope): void {
  if (isUnknown(left.type) || isUnknown(right.type) || comparable(left.type.kind, right.type.kind)) return;
  const problem = `This is ${describe(right.type.kind)}, which cannot be compared with ${describe(left.type.kind)}.`;
  scope.report({ kind: 'badOperands', node: right.node, problem, instead: firstOfList(left, right) });
}

function comparable(a: string, b: string): boolean {
  if (a === b) return true;
  if (isList(a) || isList(b) || a === 'json' || b === 'json') return false;
  if (isTextual(a) || isTextual(b)) return true;
  return (isNumeric(a) && isNumeric(b)) || (isTemporal(a) && isTemporal(b));
}
