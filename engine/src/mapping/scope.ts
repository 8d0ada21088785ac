/** Which records a map takes: its own condition, the split it belongs to, the map that encloses it. */
import { enclosingMap } from './elements.ts';
import { compileExpr } from './evaluate.ts';
import { condition } from './evaluate/operators.ts';
import type { Scope } from './evaluate/scope.ts';
import type { Expr, Mapping, ObjectMap, SourceSpan } from './ir.ts';
import { Misfit } from './misfit.ts';

/** `unfit`: the condition meets a value that is neither true nor false. */
export type Admission =
  | { readonly kind: 'in' | 'out' }
  | { readonly kind: 'unfit'; readonly misfit: Misfit; readonly at: SourceSpan };

const admitted: Admission = { kind: 'in' };
const refused: Admission = { kind: 'out' };

export function admissionTo(mapping: Mapping, map: ObjectMap): (scope: Scope) => Admission {
  const enclosing = map.each && admissionTo(mapping, enclosingMap(mapping, map.each.parent));
  const earlier = earlierBranches(mapping, map).map((branch) => whereOf(mapping, branch));
  const where = whereOf(mapping, map);
  return (scope) => {
    const outer = enclosing?.(scope) ?? admitted;
    if (outer.kind !== 'in') return outer;
    // An earlier branch that cannot decide holds the record, so it is not this one's as well.
    if (earlier.some((holds) => holds(scope) !== false)) return refused;
    const truth = where(scope);
    if (truth instanceof Misfit) return { kind: 'unfit', misfit: truth, at: map.at };
    return truth ? admitted : refused;
  };
}

function whereOf(mapping: Mapping, { where }: ObjectMap): (scope: Scope) => boolean | Misfit {
  return where ? condition(compileExpr(where, { mapping })) : () => true;
}

function earlierBranches(mapping: Mapping, { split }: ObjectMap): readonly ObjectMap[] {
  if (!split) return [];
  return mapping.maps.filter(
    (other) => other.split?.id === split.id && other.split.branch < split.branch && !other.each,
  );
}

/** All conditions that decide about a map's records: for what they need of other records. */
export function conditionsOf(mapping: Mapping, map: ObjectMap): readonly Expr[] {
  return [
    ...[map, ...earlierBranches(mapping, map)].flatMap(({ where }) => (where ? [where] : [])),
    ...(map.each ? conditionsOf(mapping, enclosingMap(mapping, map.each.parent)) : []),
  ];
}
