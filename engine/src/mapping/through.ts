/** Which fields of other source records a map needs before it can be applied (`company_id.name`). */
import type { SourceRecord } from '../connectors/source.ts';
import { isEmpty } from '../values.ts';
import { asText, isList } from './coerce.ts';
import { compileExpr, type ExprContext } from './evaluate.ts';
import { settled, type Evaluate, type TransformWorld } from './evaluate/scope.ts';
import { fieldsThrough, type Through } from './evaluate/through.ts';
import type { Expr } from './ir.ts';
import type { MapElement } from './elements.ts';
import { Misfit } from './misfit.ts';
import { walk } from './walk.ts';

export interface ThroughNeed {
  readonly object: string;
  readonly id: string;
  readonly field: string;
}

interface Step {
  readonly object: string;
  readonly field: string;
  readonly value: Evaluate;
}

/** The `through` expressions by level: those of level 1 need what level 0 found (`deal_id.company_id.name`). */
export function throughLevels(exprs: readonly Expr[], context: ExprContext): readonly (readonly Step[])[] {
  const levels: Step[][] = [];
  const seen = new Set<string>();
  for (const expr of exprs.flatMap((outer) => [...walk(outer)])) {
    const text = expr.kind === 'through' ? JSON.stringify(expr) : '';
    if (expr.kind !== 'through' || seen.has(text)) continue;
    seen.add(text);
    const value = compileExpr(expr.value, context);
    const steps = fieldsThrough(expr).map((named): Step => ({ ...named, value }));
    (levels[depth(expr)] ??= []).push(...steps);
  }
  return Array.from(levels, (level) => level ?? []);
}

function depth(expr: Through): number {
  const inner = [...walk(expr.value)].filter((e) => e.kind === 'through');
  return inner.length === 0 ? 0 : 1 + Math.max(...inner.map(depth));
}

/** What the steps of one level ask for, over a record and its elements; each need once. */
export function needsOf(
  steps: readonly Step[],
  record: SourceRecord,
  elements: readonly (MapElement | undefined)[],
  world: TransformWorld,
): readonly ThroughNeed[] {
  const needs = new Map<string, ThroughNeed>();
  for (const { object, field, value } of steps) {
    for (const element of elements) {
      const ids = settled(value({ record: record.values, elements: element?.elements, world }));
      if (ids instanceof Misfit || isEmpty(ids)) continue;
      for (const id of isList(ids) ? ids : [ids]) {
        const need = { object, field, id: asText(id).trim() };
        if (need.id !== '') needs.set(JSON.stringify(need), need);
      }
    }
  }
  return [...needs.values()];
}
