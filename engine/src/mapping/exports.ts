import type { SourceRecord } from '../connectors/source.ts';
import type { Value } from '../values.ts';
import type { Refusal } from './draft.ts';
import { compileExpr } from './evaluate.ts';
import { condition } from './evaluate/operators.ts';
import { settled, type Scope, type TransformWorld } from './evaluate/scope.ts';
import type { ExportMap, Mapping } from './ir.ts';
import { refusal } from './line.ts';
import { Misfit } from './misfit.ts';
import { needsOf, throughLevels, type ThroughNeed } from './through.ts';

/** An `export`, compiled: a row of the hand-off file per record, in the order of the columns. */
export interface PreparedExport {
  readonly levels: number;
  needs(record: SourceRecord, level?: number, world?: TransformWorld): readonly ThroughNeed[];
  row(record: SourceRecord, world: TransformWorld): ExportResult;
}

export type ExportResult =
  { readonly kind: 'row'; readonly cells: readonly Value[] } | { readonly kind: 'out' } | Refusal;

export function prepareExport(mapping: Mapping, map: ExportMap): PreparedExport {
  const context = { mapping };
  const where = map.where && condition(compileExpr(map.where, context));
  const columns = map.columns.map(({ name, value, at }) => ({
    name,
    at,
    evaluate: compileExpr(value, context),
  }));
  const exprs = [...(map.where ? [map.where] : []), ...map.columns.map(({ value }) => value)];
  const levels = throughLevels(exprs, context);
  const none: TransformWorld = { through: () => null };
  return {
    levels: levels.length,
    needs: (record, level = 0, world = none) => needsOf(levels[level] ?? [], record, [undefined], world),
    row: (record, world) => {
      const scope: Scope = { record: record.values, world };
      const truth = where ? where(scope) : true;
      if (truth instanceof Misfit) return refusal(truth, undefined, map.at);
      if (!truth) return { kind: 'out' };
      const cells: Value[] = [];
      for (const { name, at, evaluate } of columns) {
        const value = settled(evaluate(scope));
        if (value instanceof Misfit) return refusal(value, name, at);
        cells.push(value);
      }
      return { kind: 'row', cells };
    },
  };
}
