import { createHash } from 'node:crypto';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { Mapping } from './ir.ts';
import { portable } from './portable.ts';

/**
 * SHA-256 (hexadecimal) of what a mapping does: the same for the same meaning, whatever the lay-out of its file and whatever
 * ids the destination it was compiled for has given to its fields. Places in the file and the mapping's tests do not count.
 */
export function mappingHash(mapping: Mapping, destination: SchemaCatalog): string {
  const { tests: _tests, ...meaning } = portable(mapping, destination);
  return createHash('sha256').update(canonicalJson(meaning)).digest('hex');
}

/** JSON with the members of every object in the order of their names, without spans and absent members. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const members = Object.entries(inner).filter(([name, member]) => !(name === 'at' && isSpan(member)));
    return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function isSpan(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'file' in value && 'line' in value && 'column' in value
  );
}
