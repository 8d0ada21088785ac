import { isEmpty, type Value } from '../values.ts';
import { asList, asText } from './coerce.ts';
import type { Expr, Fallback, FieldLine, Mapping } from './ir.ts';

/** Values that a line can give to its field. */
export interface WrittenValues {
  /** As they stand in the mapping. */
  readonly named: ReadonlySet<string>;
  /** Whatever the data holds, besides. */
  readonly others: boolean;
}

const none: WrittenValues = { named: new Set(), others: false };
const any: WrittenValues = { named: new Set(), others: true };

/** Every destination field that a mapping writes or finds records by, per object, with the values that it can give. */
export function writes(mapping: Mapping): ReadonlyMap<string, ReadonlyMap<string, WrittenValues>> {
  const objects = new Map<string, Map<string, WrittenValues>>();
  const note = (object: string, field: string, values: WrittenValues): void => {
    const fields = objects.get(object) ?? new Map<string, WrittenValues>();
    objects.set(object, fields);
    fields.set(field, union(fields.get(field) ?? none, values));
  };
  for (const map of mapping.maps) {
    if (!objects.has(map.destinationObject)) objects.set(map.destinationObject, new Map());
    for (const line of map.fields) note(map.destinationObject, line.field, valuesOfLine(mapping, line));
    for (const field of map.match?.fields ?? []) note(map.destinationObject, field, none);
    if (map.key?.destination !== undefined) note(map.destinationObject, map.key.destination, none);
  }
  for (const declared of mapping.declaredFields)
    for (const field of declared.fields) note(declared.object, field.name, named(field.values ?? []));
  return objects;
}

/** The values that a line can give, where they stand in the mapping. */
export function valuesOfLine(mapping: Mapping, { value, otherwise }: FieldLine): WrittenValues {
  const values = valuesOf(mapping, value);
  return otherwise === undefined ? values : union(values, valuesOfFallback(otherwise));
}

function valuesOf(mapping: Mapping, expr: Expr): WrittenValues {
  switch (expr.kind) {
    case 'literal':
      return texts(expr.value);
    case 'if':
      return union(valuesOf(mapping, expr.then), valuesOf(mapping, expr.else));
    case 'binary':
      return expr.operator === '??'
        ? union(valuesOf(mapping, expr.left), valuesOf(mapping, expr.right))
        : any;
    case 'via': {
      const table = mapping.tables[expr.table];
      if (table === undefined) return any;
      return union(named(table.entries.map((e) => e.destination)), valuesOfFallback(table.otherwise));
    }
    case 'pipeline': {
      const block = mapping.pipelines[expr.block];
      if (block === undefined) return any;
      const results = block.pipelines.flatMap((p) =>
        expr.part === 'pipeline' ? [p.destination] : p.stages.map((s) => s.destination),
      );
      return union(named(results), valuesOfFallback(block.otherwise));
    }
    default:
      return any;
  }
}

function valuesOfFallback(fallback: Fallback): WrittenValues {
  if (fallback.kind === 'value') return texts(fallback.value);
  return fallback.kind === 'keep' || fallback.kind === 'create' ? any : none;
}

function texts(value: Value): WrittenValues {
  return named(isEmpty(value) ? [] : asList(value).map(asText));
}

function union(a: WrittenValues, b: WrittenValues): WrittenValues {
  return { named: new Set([...a.named, ...b.named]), others: a.others || b.others };
}

function named(values: readonly string[]): WrittenValues {
  return { named: new Set(values), others: false };
}
