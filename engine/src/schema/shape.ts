import type { Mapping } from '../mapping/ir.ts';
import { isRecordTypeField } from '../mapping/convert/record-type.ts';
import { writes, type WrittenValues } from '../mapping/writes.ts';
import type { SchemaCatalog } from './catalog.ts';
import { portableName, portableValue } from './portable.ts';
import type { FieldSchema, ObjectSchema } from './types.ts';

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

function destinationFields(
  object: ObjectSchema,
  written: ReadonlyMap<string, WrittenValues>,
): Record<string, string> {
  const shape: Record<string, string> = {};
  const place = (name: string) => `destination ${object.name}.${portableName(object.fields, name)}`;
  for (const [name, values] of written) {
    const field = object.fields.find((f) => f.name === name);
    shape[place(name)] = field === undefined ? 'missing' : destinationField(object, field, values);
    if (field === undefined || !isRecordTypeField(field, object)) continue;
    for (const type of object.recordTypes ?? [])
      if (type.active && isUsed(values, type.name, type.label))
        shape[`destination ${object.name}, record type ${type.name}`] = told({
          stages: type.stages?.toSorted(),
        });
  }
  for (const field of object.fields)
    if (field.required && field.createable && !field.defaulted && !written.has(field.name))
      shape[place(field.name)] = 'must be given';
  return shape;
}

function destinationField(object: ObjectSchema, field: FieldSchema, values: WrittenValues): string {
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
    values: usedValues(object, field, values),
  });
}

/** Of a list that is open to other values, those alone that the mapping names. */
function usedValues(
  object: ObjectSchema,
  field: FieldSchema,
  used: WrittenValues,
): readonly string[] | undefined {
  const wanted = { ...used, others: used.others && field.restricted === true };
  return field.values
    ?.filter((v) => v.active !== false && isUsed(wanted, v.value, v.label))
    .map((v) => portableValue(field, v, object))
    .toSorted();
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
