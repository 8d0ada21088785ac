import type { FieldKind } from '../../../schema/types.ts';
import type { DeclaredField } from '../../../mapping/ir.ts';
import type { WireForm } from './wire.ts';

/** What a custom field of one of Pipedrive's types is to a mapping, and how its values travel. */
interface NativeField {
  readonly kind: FieldKind;
  readonly form: WireForm;
  readonly length?: number;
  readonly references?: readonly string[];
  /** The item search looks into it, so a record can be found by it. */
  readonly searched?: boolean;
}

export const nativeFields: Readonly<Record<string, NativeField>> = {
  varchar: { kind: 'text', form: 'plain', length: 255, searched: true },
  varchar_auto: { kind: 'text', form: 'plain', length: 255, searched: true },
  text: { kind: 'longtext', form: 'plain', length: 65_535, searched: true },
  phone: { kind: 'phone', form: 'plain', length: 255, searched: true },
  double: { kind: 'number', form: 'number', searched: true },
  monetary: { kind: 'currency', form: 'money' },
  int: { kind: 'integer', form: 'number' },
  boolean: { kind: 'boolean', form: 'boolean' },
  date: { kind: 'date', form: 'plain' },
  time: { kind: 'time', form: 'clock' },
  daterange: { kind: 'json', form: 'plain' },
  timerange: { kind: 'json', form: 'plain' },
  enum: { kind: 'picklist', form: 'integer' },
  set: { kind: 'multipicklist', form: 'integers' },
  user: { kind: 'reference', form: 'integer', references: ['User'] },
  org: { kind: 'reference', form: 'integer', references: ['Organization'] },
  people: { kind: 'reference', form: 'integer', references: ['Person'] },
  address: { kind: 'text', form: 'address' },
};

/** Longest text of a `varchar`; a longer one needs `text`. */
const longestVarchar = 255;

const byKind: Readonly<Partial<Record<FieldKind, string>>> = {
  longtext: 'text',
  html: 'text',
  number: 'double',
  integer: 'double',
  percent: 'double',
  currency: 'monetary',
  date: 'date',
  time: 'time',
  email: 'varchar',
  url: 'varchar',
  // Pipedrive has no field for a point in time: its ISO text keeps it, and still sorts.
  datetime: 'varchar',
  phone: 'phone',
  picklist: 'enum',
  multipicklist: 'set',
};

const referencing: Readonly<Record<string, string>> = { User: 'user', Organization: 'org', Person: 'people' };

/** The `field_type` for a declared field; `undefined` where Pipedrive has none. A boolean becomes a choice of Yes and No. */
export function nativeType(field: DeclaredField): string | undefined {
  if (field.kind === 'text') return (field.length ?? 0) > longestVarchar ? 'text' : 'varchar';
  if (field.kind === 'reference') return referencing[field.references ?? ''];
  return field.kind === 'boolean' ? 'enum' : byKind[field.kind];
}

/** The options a field is made with. */
export function optionsOf(field: DeclaredField): readonly string[] | undefined {
  if (field.kind === 'boolean') return booleanOptions;
  return field.kind === 'picklist' || field.kind === 'multipicklist' ? (field.values ?? []) : undefined;
}

/** A boolean's values as a mapping writes them, so that they need no table. */
export const booleanOptions: readonly string[] = ['true', 'false'];
