import { compileField, valuesOf } from '../compile/declared.ts';
import { declaredType } from '../types/declared.ts';
import type { Rule } from './rule.ts';

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
          yield { node, property: 'type', message: problem };
          continue;
        }
        const { references } = type;
        if (references !== undefined && !program.destinations.object(references)) {
          yield {
            node,
            property: 'type',
            message: `The destination has no object ${references} to refer to.`,
          };
        }
        const unnamed = program.context.rules?.fieldNameProblem?.(node.name);
        if (unnamed) yield { node, property: 'name', message: unnamed };
        const values = valuesOf(node, name, program);
        if (values && values.path === undefined) {
          const message = values.candidates.length
            ? `The values are those of one source field, and it could be ${values.candidates.join(' or ')}. Say which: values of ${values.candidates[0]}.`
            : 'No mapped source object has this field. Name object and field: values of Lead.status.';
          yield { node, property: 'type', message };
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
