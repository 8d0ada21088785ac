import { createHash } from 'node:crypto';
import type { Mapping } from '../mapping/ir.ts';
import type { SchemaCatalog } from './catalog.ts';

/**
 * SHA-256 (hexadecimal) of the two schemas as far as the mapping touches them: the same as long as no object that it reads or
 * writes has changed. When and how a schema was discovered does not count.
 */
export function schemaHash(mapping: Mapping, source: SchemaCatalog, destination: SchemaCatalog): string {
  const read = [
    ...mapping.maps.map((map) => map.sourceObject),
    ...mapping.exports.map((e) => e.sourceObject),
  ];
  const written = mapping.maps.map((map) => map.destinationObject);
  const hash = createHash('sha256');
  for (const [catalog, names] of [
    [source, read],
    [destination, written],
  ] as const) {
    for (const name of [...new Set(names)].toSorted())
      hash.update(JSON.stringify([name, shape(catalog, name)]));
  }
  return hash.digest('hex');
}

function shape(catalog: SchemaCatalog, name: string): unknown {
  const object = catalog.object(name);
  if (object === undefined) return null;
  const { origin: _origin, fields, ...rest } = object;
  return sorted({ ...rest, fields: fields.toSorted((a, b) => (a.name < b.name ? -1 : 1)) });
}

/** The same value with the members of every object in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
