import type { DestinationRules } from '@migmap/engine/connectors/registry';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { describe } from '../types/type.ts';
import { declarableTypes } from '../types/declared.ts';
import type { FieldDeclaration } from '../generated/ast.ts';
import type { Fix, Rule } from './rule.ts';
import { replaceFix } from './text.ts';

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
        const fixes = actual ? typeFixes(node, actual) : [];
        yield { node, property: 'type', severity: difference.severity, message, fixes };
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

/** The declaration as the destination has the field. */
function typeFixes(node: FieldDeclaration, actual: FieldSchema): Fix[] {
  const named = Object.entries(declarableTypes).find(([, { kind }]) => kind === actual.kind);
  if (!named) return [];
  const [name, { args }] = named;
  const numbers =
    args === 'length' ? [actual.length] : args === 'digits' ? [actual.precision, actual.scale] : [];
  const known = numbers.filter((n) => n !== undefined);
  // What a list of values or a reference should say stands in nobody's schema in so many words.
  if (args === 'values' || args === 'object') return [];
  const type = known.length ? `${name}(${known.join(', ')})` : name;
  return [replaceFix(`Change to ${type}`, { node, property: 'type' }, type)];
}
