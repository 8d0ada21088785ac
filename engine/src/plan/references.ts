/** What a map's records point at: which maps must have been loaded for which of its fields. */
import type { Expr, FieldLine, Mapping, ObjectMap, RefTarget } from '../mapping/ir.ts';
import { targetSchema } from '../mapping/target-schema.ts';
import { walk } from '../mapping/walk.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { FieldSchema } from '../schema/types.ts';

export interface MapReference {
  readonly from: ObjectMap;
  readonly field: string;
  readonly to: ObjectMap;
  /** The record can be made without it and be linked later. */
  readonly deferrable: boolean;
}

/** A reference that no map can answer, with the source objects it asks for. */
export interface UnansweredReference {
  readonly from: ObjectMap;
  readonly field: string;
  readonly asks: string;
}

export interface References {
  readonly edges: readonly MapReference[];
  readonly unanswered: readonly UnansweredReference[];
}

export function referencesOf(mapping: Mapping, destination: SchemaCatalog | undefined): References {
  const edges: MapReference[] = [];
  const unanswered: UnansweredReference[] = [];
  for (const from of mapping.maps) {
    const enclosing = mapping.maps.find((map) => map.id === from.each?.parent);
    if (enclosing) edges.push({ from, field: '', to: enclosing, deferrable: false });
    const made = destination?.object(from.destinationObject);
    for (const line of from.fields) {
      const schema = targetSchema(mapping, from.destinationObject, made, line.field);
      const deferrable = !schema?.required && schema?.updateable !== false;
      for (const target of targetsOf(line)) {
        const makers = makersOf(mapping, from, target).filter((map) => accepts(schema, map));
        for (const to of makers) edges.push({ from, field: line.field, to, deferrable });
        if (makers.length === 0) unanswered.push({ from, field: line.field, asks: asked(target) });
      }
    }
  }
  return { edges, unanswered };
}

function targetsOf(line: FieldLine): readonly RefTarget[] {
  return [...walk(line.value)]
    .filter((expr): expr is Extract<Expr, { kind: 'ref' }> => expr.kind === 'ref')
    .map((expr) => expr.target);
}

function makersOf(mapping: Mapping, from: ObjectMap, target: RefTarget): readonly ObjectMap[] {
  switch (target.kind) {
    case 'parent':
      return mapping.maps.filter((map) => map.id === from.each?.parent);
    case 'this':
      return mapping.maps.filter(
        (map) => map.sourceObject === from.sourceObject && map.destinationObject === target.destinationObject,
      );
    case 'record':
      // Records of an `each` stand for elements, not for the source record, so nothing refers to them by its id.
      return mapping.maps.filter((map) => !map.each && target.objects.includes(map.sourceObject));
  }
}

/** Whether the field may point at what the map makes; yes where the schema does not tell. */
function accepts(field: FieldSchema | undefined, map: ObjectMap): boolean {
  if (field?.kind !== 'reference' || !field.references || field.references.length === 0) return true;
  return field.references.includes(map.destinationObject);
}

function asked(target: RefTarget): string {
  switch (target.kind) {
    case 'parent':
      return 'the enclosing map';
    case 'this':
      return `${target.destinationObject} of the same record`;
    case 'record':
      return target.objects.join(' or ');
  }
}
