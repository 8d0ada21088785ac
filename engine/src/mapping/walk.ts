import type { Expr } from './ir.ts';

/** The expressions directly within one. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'through':
    case 'not':
    case 'negate':
    case 'isEmpty':
    case 'via':
    case 'owner':
      return [expr.value];
    case 'template':
      return expr.parts.filter((part) => typeof part !== 'string');
    case 'binary':
      return [expr.left, expr.right];
    case 'in':
      return [expr.value, ...expr.items];
    case 'if':
      return [expr.condition, expr.then, expr.else];
    case 'call':
      return expr.args;
    case 'ref':
      return expr.target.kind === 'record' ? [expr.target.value] : [];
    case 'file':
      return expr.over ? [expr.path, expr.over.link] : [expr.path];
    case 'literal':
    case 'field':
    case 'pipeline':
    case 'migrationUser':
      return [];
  }
}

/** The expression and everything within it, outer before inner. */
export function* walk(expr: Expr): Generator<Expr> {
  yield expr;
  for (const child of children(expr)) yield* walk(child);
}
