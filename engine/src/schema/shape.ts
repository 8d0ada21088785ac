import type { Mapping } from '../mapping/ir.ts';
import { isRecordTypeField } from '../mapping/convert/record-type.ts';
import { writes, type WrittenValues } from '../mapping/writes.ts';
import type { SchemaCatalog } from './catalog.ts';
import { portableName, portableValue } from './portable.ts';
import type { FieldSchema, ObjectSchema, PicklistValue } from './types.ts';

/**
 * What a mapping depends on in the two schemas, by names that are the same in every instance: place ("destination
 * Account.Name") to what matters of it, in the order of the places. No ids, no times, no order of discovery.
 *
 * Of the source: every field of the objects that are read, with its type; how long the data happens to be does not count.
 * Of the destination: the fields that are written or found by, values as far as the mapping can give them, the record
 * types that it names, and what must be given besides.
 */
export type SchemaShape = Readonly<Record<string, string>>;

export function schemaShape(
  mapping: Mapping,
  source: SchemaCatalog,
  destination: SchemaCatalog,
): SchemaShape {
  const shape: Record<string, string> = {};
  const read = [...mapping.maps, ...mapping.exports, ...mapping.splits].map((m) => m.sourceObject);
  for (const name of new Set(read)) {
    const object = source.object(name);
    shape[`source ${name}`] = object === undefined ? 'missing' : 'present';
    for (const field of object?.fields ?? []) shape[`source ${name}.${field.name}`] = sourceField(field);
  }
  for (const [name, fields] of writes(mapping)) {
    const object = destination.object(name);
    shape[`destination ${name}`] = object === undefined ? 'missing' : told({ writable: object.createable });
    if (object !== undefined) Object.assign(shape, destinationFields(object, fields));
  }
  return Object.fromEntries(Object.entries(shape).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function sourceField({ kind, references, element }: FieldSchema): string {
  return told({
    kind,
    to: references?.toSorted(),
    of: element?.map((e) => `${e.name} ${e.kind}`).toSorted(),
  });
}

type Written = ReadonlyMap<string, WrittenValues>;

function destinationFields(object: ObjectSchema, written: Written): Record<string, string> {
  const shape: Record<string, string> = {};
  const place = (name: string) => `destination ${object.name}.${portableName(object.fields, name)}`;
  for (const [name, values] of written) {
    const field = object.fields.find((f) => f.name === name);
    shape[place(name)] = field === undefined ? 'missing' : destinationField(object, field, written);
    if (field === undefined || !isRecordTypeField(field, object)) continue;
    for (const type of object.recordTypes ?? [])
      if (type.active && isUsed(values, type.name, type.label))
        shape[`destination ${object.name}, record type ${type.name}`] = told({
          stages: type.stages?.filter((stage) => isNamed(written, stage)).toSorted(),
        });
  }
  for (const field of object.fields)
    if (field.required && field.createable && !field.defaulted && !written.has(field.name))
      shape[place(field.name)] = 'must be given';
  return shape;
}

function destinationField(object: ObjectSchema, field: FieldSchema, written: Written): string {
  const { kind, nativeType, length, precision, scale, required, createable, updateable } = field;
  const { unique, externalId, lookupKey, restricted } = field;
  return told({
    kind: nativeType === undefined || nativeType === kind ? kind : `${kind} (${nativeType})`,
    length,
    digits: precision === undefined ? undefined : `${precision}, ${scale ?? 0}`,
    required,
    createable,
    updateable,
    unique,
    externalId,
    lookupKey,
    restricted,
    goesWith: field.dependsOn && portableName(object.fields, field.dependsOn),
    to: field.references?.toSorted(),
    values: usedValues(object, field, written),
  });
}

/**
 * Of a list that is open to other values, those alone that the mapping names; of values that go with another field's, those
 * whose other value is used too.
 */
function usedValues(
  object: ObjectSchema,
  field: FieldSchema,
  written: Written,
): readonly string[] | undefined {
  const used = written.get(field.name);
  const wanted = {
    named: new Set<string>(),
    ...used,
    others: used?.others === true && field.restricted === true,
  };
  const on = object.fields.find((f) => f.name === field.dependsOn);
  const onUsed = written.get(on?.name ?? '');
  const goes = ({ within }: PicklistValue): boolean => {
    const other = on?.values?.find((v) => v.value === within);
    if (within === undefined || onUsed === undefined) return true;
    return other !== undefined && isUsed(onUsed, other.value, other.label);
  };
  return field.values
    ?.filter((v) => v.active !== false && isUsed(wanted, v.value, v.label) && goes(v))
    .map((v) => portableValue(field, v, object))
    .toSorted();
}

function isNamed(written: Written, value: string): boolean {
  return [...written.values()].some(({ named }) => named.has(value));
}

function isUsed({ named, others }: WrittenValues, name: string, label: string): boolean {
  return others || named.has(name) || named.has(label);
}

/** `kind text, length 80, required`: what a person reads where it differs. */
function told(
  facts: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>,
): string {
  return Object.entries(facts)
    .flatMap(([name, value]) => {
      if (value === undefined || value === false) return [];
      if (value === true) return [name];
      return [`${name} ${Array.isArray(value) ? `[${value.join(', ')}]` : String(value as string)}`];
    })
    .join(', ');
}
