import { createHash } from 'node:crypto';
import type { Mapping } from '../mapping/ir.ts';
import { schemaShape, type SchemaShape } from './shape.ts';
import type { SchemaCatalog } from './catalog.ts';

/**
 * SHA-256 (hexadecimal) of the two schemas as far as the mapping depends on them: the same for two instances of the same
 * shape, whatever their ids, and as long as nothing has changed that the mapping uses.
 */
export function schemaHash(mapping: Mapping, source: SchemaCatalog, destination: SchemaCatalog): string {
  return hashOfShape(schemaShape(mapping, source, destination));
}

export function hashOfShape(shape: SchemaShape): string {
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
}
