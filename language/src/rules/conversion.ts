import type { FieldKind, FieldSchema } from '@migmap/engine/schema/types';
import type { BoundLine, Program } from '../bind/program.ts';
import { conversion } from '../types/convert.ts';
import { isConstant, isUnknown, type Type } from '../types/type.ts';

export interface LineConversion {
  readonly line: BoundLine;
  readonly field: FieldSchema;
  readonly from: FieldKind;
  readonly conversion: ReturnType<typeof conversion>;
}

/** How the value of each line goes into its field, where both kinds are known. */
export function* conversionsOf(program: Program): Generator<LineConversion> {
  for (const line of program.maps.flatMap((map) => map.lines)) {
    const field = line.field?.schema;
    const from = known(line.value.type);
    if (!field || !from || line.value.ir.kind === 'pipeline') continue;
    // A name, an id or a record type may be written as it is; whether there is such a one is another rule's business.
    if (field.kind === 'reference' && (isConstant(line.value.type) || namesARecord(from, field, program)))
      continue;
    yield { line, field, from, conversion: conversion(from, field.kind) };
  }
}

/** An id of the source is no name, however much a text it is. */
const names = new Set<FieldKind>(['text', 'longtext', 'picklist', 'email', 'phone', 'url']);

/** A text finds an existing record by its name, unless the objects that the field refers to are known to have none. */
function namesARecord(from: FieldKind, { references = [] }: FieldSchema, program: Program): boolean {
  if (!names.has(from)) return false;
  const schemas = references.map((name) => program.destinations.object(name)?.schema);
  return schemas.length === 0 || schemas.some((schema) => !schema || schema.nameField !== undefined);
}

function known(type: Type): FieldKind | undefined {
  return isUnknown(type) || type.kind === 'deferred' || type.kind === 'any' || type.kind === 'empty'
    ? undefined
    : type.kind;
}
