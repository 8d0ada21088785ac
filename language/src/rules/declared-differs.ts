import type { DestinationRules } from '@migmap/engine/connectors/registry';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { describe } from '../types/type.ts';
import type { Rule } from './rule.ts';

export const declaredDiffers: Rule = {
  code: 'MM302',
  name: 'declared-differs',
  severity: 'error',
  *check(program) {
    for (const { name, fields } of program.declared.values()) {
      const schema = program.destinations.object(name)?.schema;
      for (const { node, schema: declared } of fields) {
        const actual = schema?.fields.find((field) => field.name === declared.name);
        const difference = actual && differenceOf(declared, actual, program.context.rules);
        if (!difference) continue;
        const message = `${node.name} is declared as ${difference.declared}, and in the destination it is ${difference.actual}. Correct the declaration, or the field there.`;
        yield { node, property: 'type', severity: difference.severity, message };
      }
    }
  },
};

interface Difference {
  readonly declared: string;
  readonly actual: string;
  readonly severity?: 'warning';
}

function differenceOf(
  declared: FieldSchema,
  actual: FieldSchema,
  rules?: DestinationRules,
): Difference | undefined {
  const compatible = rules ? rules.compatible(declared.kind, actual.kind) : declared.kind === actual.kind;
  if (!compatible) return { declared: describe(declared.kind), actual: describe(actual.kind) };
  if (declared.length !== undefined && actual.length !== undefined && actual.length < declared.length) {
    return {
      declared: `${declared.length} characters long`,
      actual: `${actual.length} long`,
      severity: 'warning',
    };
  }
  if (declared.externalId && !actual.externalId && !actual.lookupKey && !actual.unique) {
    return { declared: 'an external id', actual: 'none', severity: 'warning' };
  }
  return undefined;
}
