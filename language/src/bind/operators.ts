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
import type { ExpressionScope } from './scope.ts';

/** What comes out of an operator other than `??`. */
export function operationType(operator: BinaryOperator, left: Type, right: Type): Type {
  switch (operator) {
    case '+':
    case '-':
    case '*':
      return { kind: left.kind === 'integer' && right.kind === 'integer' ? 'integer' : 'number' };
    case '/':
      return { kind: 'number' };
    default:
      return boolean;
  }
}

/** Reports operands that no value could make sense of; texts may hold numbers and dates, so they pass. */
export function checkOperands(
  operator: BinaryOperator,
  operands: readonly Bound[],
  scope: ExpressionScope,
): void {
  const arithmetic = ['+', '-', '*', '/'].includes(operator);
  for (const { node, type } of operands) {
    if (isUnknown(type)) continue;
    if (arithmetic && !isNumeric(type.kind) && !isTextual(type.kind)) {
      const problem = `${operator} calculates with numbers, and this is ${describe(type.kind)}.${hintFor(type)}`;
      scope.report({ kind: 'badOperands', node, problem });
    }
    if (
      arithmetic &&
      isConstant(type) &&
      isTextual(type.kind) &&
      type.constants?.every((c) => Number.isNaN(Number(c.value)))
    ) {
      const problem = `${operator} calculates with numbers. Texts are put together inside one text: "{first_name} {last_name}".`;
      scope.report({ kind: 'badOperands', node, problem });
    }
  }
  const [left, right] = operands;
  if (arithmetic || !left || !right || isUnknown(left.type) || isUnknown(right.type)) return;
  if (!comparable(left.type.kind, right.type.kind)) {
    const problem = `${describe(left.type.kind)} and ${describe(right.type.kind)} cannot be compared.`;
    scope.report({
      kind: 'badOperands',
      node: right.node,
      problem: problem[0]!.toUpperCase() + problem.slice(1),
    });
  }
}

function comparable(a: string, b: string): boolean {
  if (a === b) return true;
  if (isList(a) || isList(b) || a === 'json' || b === 'json') return false;
  if (isTextual(a) || isTextual(b)) return true;
  return (isNumeric(a) && isNumeric(b)) || (isTemporal(a) && isTemporal(b));
}

function hintFor(type: Type): string {
  return isTemporal(type.kind) ? ' Dates are moved with plus_days(…) and plus_minutes(…).' : '';
}
