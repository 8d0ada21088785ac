import type { FieldProfile, ObjectProfile } from '@migmap/engine/schema/profile';
import type { Expr } from '@migmap/engine/mapping/ir';
import type { Program } from '../bind/program.ts';
import type { Type } from '../types/type.ts';

export interface FieldData {
  readonly object: ObjectProfile;
  readonly field: FieldProfile;
  /** Rows in which the field is not empty. */
  readonly filled: number;
}

export function profileOf(program: Program, object: string, field: string): FieldData | undefined {
  const found = program.context.profile?.objects.find((o) => o.object === object);
  const profile = found?.fields.find((f) => f.field === field);
  return found && profile && { object: found, field: profile, filled: found.records - profile.nulls };
}

/** What the data says of a value that is exactly a field of the source record. */
export function dataOf(program: Program, type: Type, ir: Expr): FieldData | undefined {
  if (!type.field || ir.kind !== 'field') return undefined;
  return profileOf(program, type.field.object, type.field.schema.name);
}

/** Values that a test does not let through, most frequent first. */
export function uncovered(data: FieldData, covered: (value: string) => boolean) {
  const values = (data.field.values ?? []).filter(({ value }) => !covered(value));
  return { values, records: values.reduce((sum, { count }) => sum + count, 0) };
}
