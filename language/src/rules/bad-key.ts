import type { FieldSchema } from '@migmap/engine/schema/types';
import type { Place } from '../bind/findings.ts';
import type { BoundKey } from '../bind/program.ts';
import { written } from '../schema/names.ts';
import type { Fix, Rule } from './rule.ts';
import { appendFix, replaceFix } from './text.ts';

export const badKey: Rule = {
  code: 'MM216',
  name: 'bad-key',
  severity: 'warning',
  *check(program) {
    for (const { key, destination, destinationName } of program.maps) {
      const schema = key?.field?.schema;
      if (!key || !schema || schema.externalId || schema.unique || schema.lookupKey) continue;
      const message = `${schema.name} of ${destinationName} is no external id and not unique, so two records may hold the same key. Declare or make it "external id unique".`;
      const place = { node: key.node, property: 'destination' };
      yield { ...place, message, fixes: keyFixes(place, key, destination?.fields ?? []) };
    }
  },
};

/** Declares the field as it must be, takes one that is so, or leaves the identity to the connector. */
function keyFixes(place: Place, { node, field }: BoundKey, fields: readonly FieldSchema[]): Fix[] {
  const declared = field?.declaration;
  const keys = fields.filter((f) => f.createable && (f.externalId || f.unique) && f.kind !== 'reference');
  return [
    ...(declared?.type
      ? [appendFix('Declare it external id unique', declared.type, ' external id unique')]
      : []),
    ...keys.map(({ name }) => replaceFix(`Change to ${written(name)}`, place, written(name))),
    replaceFix('Leave the identity to the destination', { node }, `key ${node.source.$cstNode?.text ?? ''}`),
  ];
}
