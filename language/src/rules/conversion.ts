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
    // An id or a record type's name may be written as it is; whether there is such a one is another rule's business.
    if (field.kind === 'reference' && (isConstant(line.value.type) || namesARecord(from, field, program)))
      continue;
    yield { line, field, from, conversion: conversion(from, field.kind) };
  }
}

/** A plain text finds an existing record by its name, where the objects that the field refers to have one. */
function namesARecord(from: FieldKind, field: FieldSchema, program: Program): boolean {
  if (!['text', 'picklist', 'email'].includes(from)) return false;
  return (field.references ?? []).some(
    (name) => program.destinations.object(name)?.schema?.nameField !== undefined,
  );
}

function known(type: Type): FieldKind | undefined {
  return isUnknown(type) || type.kind === 'deferred' || type.kind === 'any' || type.kind === 'empty'
    ? undefined
    : type.kind;
}
