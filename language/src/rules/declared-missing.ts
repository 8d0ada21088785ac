import type { Rule } from './rule.ts';

export const declaredMissing: Rule = {
  code: 'MM301',
  name: 'declared-missing',
  severity: 'warning',
  *check(program) {
    if (!program.destinations.catalog) return;
    for (const { name, fields, create } of program.declared.values()) {
      const schema = program.destinations.object(name)?.schema;
      if (!schema && !create) continue;
      for (const { node, schema: declared } of fields) {
        if (schema?.fields.some((field) => field.name === declared.name)) continue;
        const message = `${name} in the destination does not have ${node.name} yet. It stands in the custom-field manifest; make it there before the load and run discovery.`;
        yield { node, property: 'name', message };
      }
    }
  },
};
