import type { SchemaChange, SchemaDrift } from '@migmap/engine/schema/drift';
import type { Expr } from '@migmap/engine/mapping/ir';
import { walk } from '@migmap/engine/mapping/walk';
import type { Place } from '../bind/findings.ts';
import type { BoundMap, Program } from '../bind/program.ts';
import type { Issue, Rule } from './rule.ts';

export const schemaDrift: Rule = {
  code: 'MM503',
  name: 'schema-drift',
  severity: 'warning',
  *check(program) {
    const { drift } = program.context;
    yield* issues(drift?.destination, (change) => destinationPlaces(change, program));
    yield* issues(drift?.source, (change) => sourcePlaces(change, program));
  },
};

/** A change is told where the mapping relies on what was; elsewhere it is nobody's business. */
function* issues(
  drift: SchemaDrift | undefined,
  placesOf: (change: SchemaChange) => Iterable<Place>,
): Generator<Issue> {
  for (const change of drift?.changes ?? []) {
    for (const place of placesOf(change)) {
      const message = `In ${drift!.connection} as it was on ${drift!.comparedAt.slice(0, 10)}, ${change.object} ${change.what}. Run discovery (migmap discover), then correct this.`;
      yield { ...place, message };
    }
  }
}

function* destinationPlaces({ object, field, value }: SchemaChange, { maps }: Program): Generator<Place> {
  for (const map of maps) {
    if (map.destinationName !== object) continue;
    if (field === undefined) {
      yield { node: map.node, property: 'destination' };
      continue;
    }
    if (map.key?.field?.name === field) yield { node: map.key.node, property: 'destination' };
    for (const [index, match] of (map.match?.fields ?? []).entries())
      if (match?.name === field) yield { node: map.match!.node, property: 'fields', index };
    for (const line of map.lines) {
      if (line.field?.name !== field) continue;
      const constants = line.value.type.constants ?? [];
      // A value that is gone matters where it may be written: as it stands, or from data that nobody knows here.
      if (value !== undefined && constants.length && !constants.some((c) => c.value === value)) continue;
      yield { node: line.node, property: 'field' };
    }
  }
}

function* sourcePlaces({ object, field }: SchemaChange, program: Program): Generator<Place> {
  const maps = program.maps.filter((map) => !map.each && map.sourceName === object);
  if (field === undefined) {
    for (const { node } of maps) yield { node, property: node.$type === 'ObjectMap' ? 'source' : undefined };
    return;
  }
  for (const map of maps) {
    if (map.where && reads(map.where.ir, field)) yield { node: map.where.node };
    if (map.key && map.key.source[0] === field) yield { node: map.key.node, property: 'source' };
    yield* linesReading(map, field);
  }
}

function* linesReading(map: BoundMap, field: string): Generator<Place> {
  for (const { node, value } of map.lines) if (reads(value.ir, field)) yield { node, property: 'value' };
}

function reads(ir: Expr, field: string): boolean {
  return [...walk(ir)].some((e) => e.kind === 'field' && e.scope === undefined && e.path[0] === field);
}
