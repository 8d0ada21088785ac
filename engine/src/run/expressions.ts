import type { Expr, ObjectMap } from '../mapping/ir.ts';

/** Every expression of a map: its condition, lines and flags. */
export function expressionsOf(map: ObjectMap): readonly Expr[] {
  return [
    ...(map.where === undefined ? [] : [map.where]),
    ...map.fields.map((l) => l.value),
    ...map.flags.flatMap((f) => (f.when === undefined ? [] : [f.when])),
  ];
}

/** Visits an expression and all within it. */
export function walk(expr: Expr | undefined, visit: (expr: Expr) => void): void {
  if (expr === undefined) return;
  visit(expr);
  for (const child of children(expr)) walk(child, visit);
}

function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'literal':
    case 'field':
    case 'pipeline':
    case 'migrationUser':
      return [];
    case 'through':
    case 'not':
    case 'negate':
    case 'isEmpty':
    case 'via':
    case 'owner':
      return [expr.value];
    case 'template':
      return expr.parts.filter((p) => typeof p !== 'string');
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
      return expr.over === undefined ? [expr.path] : [expr.path, expr.over.link];
  }
}
