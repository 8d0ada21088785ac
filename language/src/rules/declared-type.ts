import { compileField, valuesOf } from '../compile/declared.ts';
import type { FieldType } from '../generated/ast.ts';
import { written } from '../schema/names.ts';
import { declarableTypes, declaredType } from '../types/declared.ts';
import type { Fix, Rule } from './rule.ts';
import { renameFixes, replaceFix } from './text.ts';

export const declaredTypeRule: Rule = {
  code: 'MM303',
  name: 'declared-type',
  severity: 'error',
  firm: true,
  *check(program) {
    for (const { name, fields } of program.declared.values()) {
      for (const { node } of fields) {
        const { type, problem } = declaredType(node);
        if (problem) {
          yield { node, property: 'type', message: problem, fixes: typeFixes(node.type) };
          continue;
        }
        const { references } = type;
        if (references !== undefined && !program.destinations.object(references)) {
          yield {
            node,
            property: 'type',
            message: `The destination has no object ${references} to refer to.`,
            fixes: renameFixes(
              { node: node.type.args[0]!, property: 'object' },
              references,
              program.destinations.objectNames(),
            ),
          };
        }
        const unnamed = program.context.rules?.fieldNameProblem?.(node.name);
        if (unnamed) yield { node, property: 'name', message: unnamed };
        const values = valuesOf(node, name, program);
        if (values && values.path === undefined) {
          const message = values.candidates.length
            ? `The values are those of one source field, and it could be ${values.candidates.join(' or ')}. Say which: values of ${values.candidates[0]}.`
            : 'No mapped source object has this field. Name object and field: values of Lead.status.';
          const fixes = values.candidates.map((path) => valuesFix(node.type, path));
          yield { node, property: 'type', message, fixes };
        }
        const { rules } = program.context;
        if (rules && rules.nativeType(compileField(node, name, program, String)) === undefined) {
          yield {
            node,
            property: 'type',
            message: `The destination has no field type for ${node.type.name}. Choose another type.`,
          };
        }
      }
    }
  },
};

/** The type that is called nearly so; or the type alone, where it takes nothing in brackets. */
function typeFixes(type: FieldType): Fix[] {
  if (!type?.name) return [];
  if (declarableTypes[type.name]?.args === 'none')
    return [replaceFix(`Change to ${type.name}`, { node: type }, type.name)];
  return declarableTypes[type.name]
    ? []
    : renameFixes({ node: type, property: 'name' }, type.name, Object.keys(declarableTypes));
}

function valuesFix(type: FieldType, path: string): Fix {
  const dot = path.indexOf('.');
  const field = `${written(path.slice(0, dot))}.${written(path.slice(dot + 1))}`;
  const text = `${type.name}(values of ${field})`;
  return replaceFix(`Change to ${text}`, { node: type }, text);
}
