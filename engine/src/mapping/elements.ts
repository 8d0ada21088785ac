/** The elements of the list that an `each` goes through, also where that list stands in an element of another. */
import type { SourceRecord } from '../connectors/source.ts';
import type { Value } from '../values.ts';
import { asList, dig } from './coerce.ts';
import { compileExpr } from './evaluate.ts';
import { settled, type TransformWorld } from './evaluate/scope.ts';
import type { Expr, Mapping, ObjectMap } from './ir.ts';
import { Misfit } from './misfit.ts';

export interface MapElement {
  /** What the journal calls it: its place in the list from 0, behind that of the element its list stands in (`2.0`). */
  readonly name: string;
  readonly value: Value;
  /** It and the elements around it, by their names in the mapping. */
  readonly elements: Readonly<Record<string, Value>>;
  /** Why the list could not be read; the one element then stands for all of it. */
  readonly misfit?: Misfit;
}

/** The name of the element in whose list this one stands; empty where that is the record itself. */
export function enclosingElement(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')));
}

export type ElementsOf = (record: SourceRecord, world: TransformWorld) => readonly MapElement[];

export function prepareElements(mapping: Mapping, map: ObjectMap): ElementsOf {
  if (!map.each) return () => [];
  const { list, alias, from } = map.each;
  const enclosing = enclosingMap(mapping, map.each.parent);
  const around = enclosing.each && prepareElements(mapping, enclosing);
  const evaluate = from && compileExpr(from, { mapping, elements: elementNames(mapping, enclosing) });
  const within = (record: SourceRecord, world: TransformWorld, outer?: MapElement): readonly MapElement[] => {
    const prefix = outer ? `${outer.name}.` : '';
    const found = evaluate
      ? settled(evaluate({ record: record.values, elements: outer?.elements, world }))
      : dig(record.values, list);
    const misfit = outer?.misfit ?? (found instanceof Misfit ? found : undefined);
    if (misfit) return [{ name: `${prefix}0`, value: null, elements: {}, misfit }];
    return asList(found as Value).map((value, index) => ({
      name: `${prefix}${index}`,
      value,
      elements: { ...outer?.elements, [alias]: value },
    }));
  };
  return (record, world) =>
    around ? around(record, world).flatMap((outer) => within(record, world, outer)) : within(record, world);
}

/** The names of a map's element and those around it. */
export function elementNames(mapping: Mapping, map: ObjectMap): readonly string[] {
  return map.each ? [...elementNames(mapping, enclosingMap(mapping, map.each.parent)), map.each.alias] : [];
}

/** What must be evaluated to know a map's elements. */
export function listExpressions(mapping: Mapping, map: ObjectMap): readonly Expr[] {
  if (!map.each) return [];
  const { from, parent } = map.each;
  return [...listExpressions(mapping, enclosingMap(mapping, parent)), ...(from ? [from] : [])];
}

export function enclosingMap(mapping: Mapping, id: string): ObjectMap {
  const found = mapping.maps.find((map) => map.id === id);
  if (!found) throw new Error(`The mapping has an "each" within a map "${id}" that it does not have.`);
  return found;
}
