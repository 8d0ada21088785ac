import type { Expr } from '../mapping/ir.ts';
import { walk } from '../mapping/walk.ts';

/** Source fields that an expression reads, in order, each once. */
export function readsOf(expr: Expr): string[] {
  const names: string[] = [];
  for (const e of walk(expr)) {
    if (e.kind === 'field') names.push([...(e.scope === undefined ? [] : [e.scope]), ...e.path].join('.'));
    else if (e.kind === 'through') names.push(`${e.object}.${e.field}`);
  }
  return [...new Set(names)];
}
