/** The transform of one record: pure, total, and without knowledge of what is already loaded. */
import type { SourceRecord } from '../connectors/source.ts';
import type { ObjectSchema } from '../schema/types.ts';
import type { Value } from '../values.ts';
import { asText } from './coerce.ts';
import type { FieldConvert } from './convert/convert.ts';
import { isNamed, type DraftValue, type TransformResult } from './draft.ts';
import { elementNames, listExpressions, prepareElements, type MapElement } from './elements.ts';
import { compileExpr, type ExprContext } from './evaluate.ts';
import { settled, type Scope, type TransformWorld } from './evaluate/scope.ts';
import { expressionsOf } from './expressions.ts';
import { prepareFlags } from './flags.ts';
import type { Expr, Mapping, ObjectMap } from './ir.ts';
import { prepareLine, refusal, type PreparedLine } from './line.ts';
import { Misfit } from './misfit.ts';
import { admissionTo, conditionsOf } from './scope.ts';
import { targetField } from './target.ts';
import { needsOf, throughLevels, type ThroughNeed } from './through.ts';

export type { MapElement } from './elements.ts';
export type { TransformWorld } from './evaluate/scope.ts';
export type { ThroughNeed } from './through.ts';

/** A map, compiled once for many records. */
export interface PreparedMap {
  readonly map: ObjectMap;
  /** Each line by itself, for a preview that shows them all; `apply` stops at the first that does not fit. */
  readonly lines: readonly PreparedLine[];
  /** How many rounds of `needs` there are; 0 where the map looks at no other record. */
  readonly levels: number;
  /** What `world.through` must be able to answer before `apply`; a level above 0 is asked with the answers so far. */
  needs(record: SourceRecord, level?: number, world?: TransformWorld): readonly ThroughNeed[];
  /** For a map of an `each`: the elements of its list, or why there are none to be had. */
  elements(record: SourceRecord, world: TransformWorld): readonly MapElement[];
  /** `elements` looks at other records. */
  readonly listsElsewhere: boolean;
  /** What becomes of the record (or of one element of its list). */
  apply(record: SourceRecord, world: TransformWorld, element?: MapElement): TransformResult;
}

/** Knows nothing of other records. */
export const emptyWorld: TransformWorld = { through: () => null };

const out: TransformResult = { kind: 'out' };

/**
 * Throws where the mapping contradicts itself (an unknown table or function), never for a record. `destination` is the
 * discovered schema of the map's destination object; without it only declared fields are converted.
 */
export function prepareMap(
  mapping: Mapping,
  map: ObjectMap,
  destination: ObjectSchema | undefined,
): PreparedMap {
  const context: ExprContext = { mapping, elements: elementNames(mapping, map) };
  const admission = admissionTo(mapping, map);
  const target = (name: string) => targetField(mapping, map.destinationObject, destination, name);
  const lines = map.fields.map((line) => prepareLine(line, target(line.field), context));
  // A field that depends on another is made after it, wherever the mapping says it.
  const depends = (line: PreparedLine) => target(line.field).schema?.dependsOn !== undefined;
  const inOrder = [...lines.filter((line) => !depends(line)), ...lines.filter(depends)];
  const key = prepareKey(map, context, (name) => target(name).convert);
  const flags = prepareFlags(map, context);
  const unmapped = missingRequired(map, destination);
  const elements = prepareElements(mapping, map);
  // What a line asks for may depend on the element, so the lists are known first.
  const ofLists = throughLevels(listExpressions(mapping, map), context);
  const levels = [
    ...ofLists,
    ...throughLevels([...conditionsOf(mapping, map), ...expressionsOf(map)], context),
  ];

  return {
    map,
    lines,
    levels: levels.length,
    elements,
    listsElsewhere: ofLists.length > 0,
    needs: (record, level = 0, world = emptyWorld) => {
      const about = map.each && level >= ofLists.length ? elements(record, world) : [undefined];
      return needsOf(levels[level] ?? [], record, about, world);
    },
    apply: (record, world, element) => {
      const scope: Scope = { record: record.values, elements: element?.elements, world };
      const admitted = admission(scope);
      if (admitted.kind === 'out') return out;
      if (admitted.kind === 'unfit') return refusal(admitted.misfit, undefined, admitted.at);
      if (element?.misfit) return refusal(element.misfit, undefined, map.at);
      if (unmapped !== undefined) return refusal(new Misfit('is required and has no line'), unmapped, map.at);

      const values: Record<string, DraftValue> = {};
      const identity = key(scope);
      if (identity instanceof Misfit) return refusal(identity, map.key?.destination, map.at);
      if (identity && map.key?.destination !== undefined) values[map.key.destination] = identity.value;
      for (const line of inOrder) {
        const result = line.apply(scope, values);
        if (result instanceof Misfit) return refusal(result, line.field, line.at);
        values[line.field] = result;
      }
      const draft = { values, flags: flags(scope), ...(identity && { keyValue: identity.text }) };
      return { kind: 'draft', draft };
    },
  };
}

/** The source identity as text and as the destination field takes it; `undefined` where the map has no key. */
function prepareKey(
  { key, each }: ObjectMap,
  context: ExprContext,
  convertTo: (field: string) => FieldConvert,
): (scope: Scope) => { readonly text: string; readonly value: Value } | Misfit | undefined {
  if (!key) return () => undefined;
  const ofElement = each !== undefined && key.source[0] === each.alias;
  const written: Expr = ofElement
    ? { kind: 'field', scope: each.alias, path: key.source.slice(1) }
    : { kind: 'field', path: key.source };
  const evaluate = compileExpr(key.value ?? written, context);
  const convert = key.destination === undefined ? undefined : convertTo(key.destination);
  return (scope) => {
    const source = settled(evaluate(scope));
    if (source instanceof Misfit) return source;
    const text = asText(source).trim();
    if (text === '') return new Misfit(`is empty: the key "${key.source.join('.')}" identifies the record`);
    const value = convert ? convert(text) : text;
    if (value instanceof Misfit) return value;
    if (isNamed(value)) return new Misfit('is a reference, which cannot hold the key of a source record');
    return { text, value };
  };
}

/** A required field that no line writes, which the checker reports and the destination would refuse. */
function missingRequired(map: ObjectMap, destination: ObjectSchema | undefined): string | undefined {
  const written = new Set([...map.fields.map((line) => line.field), map.key?.destination]);
  return destination?.fields.find(
    (field) => field.required && field.createable && !field.defaulted && !written.has(field.name),
  )?.name;
}
