import type { Expr } from '@migmap/engine/mapping/ir';
import type { Value } from '@migmap/engine/values';
import type { BoundMap, Program } from '../bind/program.ts';

/** A value, or `undefined` where it depends on more than the one field. */
type Known = Value | undefined;

/**
 * Whether a record whose `field` has this value can reach the map at all: its condition may exclude it, and so may an
 * earlier branch of its split that takes it.
 */
export function admits(map: BoundMap, field: string, value: string, program: Program): boolean {
  const known = (expr: Expr | undefined): Known => (expr ? valueOf(expr, field, value) : undefined);
  if (known(map.where?.ir) === false) return false;
  const { split } = map;
  if (!split) return true;
  return !program.maps.some(
    (other) =>
      !other.each &&
      other.split?.id === split.id &&
      other.split.branch < split.branch &&
      known(other.where?.ir) === true,
  );
}

function valueOf(expr: Expr, field: string, value: string): Known {
  const inner = (part: Expr): Known => valueOf(part, field, value);
  switch (expr.kind) {
    case 'literal':
      return expr.value;
    case 'field':
      return expr.scope === undefined && expr.path.join('.') === field ? value : undefined;
    case 'not':
      return negated(inner(expr.value));
    case 'isEmpty': {
      const tested = inner(expr.value);
      return tested === undefined ? undefined : (tested === null || tested === '') !== expr.negated;
    }
    case 'in': {
      const tested = inner(expr.value);
      const items = expr.items.map(inner);
      if (tested === undefined) return undefined;
      return items.includes(tested) || (items.includes(undefined) ? undefined : false);
    }
    case 'binary':
      return binary(expr.operator, inner(expr.left), inner(expr.right));
    default:
      return undefined;
  }
}

function binary(operator: string, left: Known, right: Known): Known {
  switch (operator) {
    case '==':
      return left === undefined || right === undefined ? undefined : left === right;
    case '!=':
      return left === undefined || right === undefined ? undefined : left !== right;
    case 'and':
      return left === false || right === false ? false : left === true && right === true ? true : undefined;
    case 'or':
      return left === true || right === true ? true : left === false && right === false ? false : undefined;
    default:
      return undefined;
  }
}

const negated = (value: Known): Known => (typeof value === 'boolean' ? !value : undefined);
