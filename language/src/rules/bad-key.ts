import type { Rule } from './rule.ts';

export const badKey: Rule = {
  code: 'MM216',
  name: 'bad-key',
  severity: 'warning',
  *check(program) {
    for (const { key, destinationName } of program.maps) {
      const schema = key?.field?.schema;
      if (!key || !schema || schema.externalId || schema.unique || schema.lookupKey) continue;
      const message = `${schema.name} of ${destinationName} is no external id and not unique, so two records may hold the same key. Declare or make it "external id unique".`;
      yield { node: key.node, property: 'destination', message };
    }
  },
};
