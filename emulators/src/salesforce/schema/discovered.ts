import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldKind, FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';
import type { OrgCatalog } from './catalog.ts';
import { customObject } from './customObject.ts';
import { fieldFact } from './facts.ts';
import { nativeTypes, type FieldDef, type NativeType, type ObjectDef } from './types.ts';

const nativeOf: Readonly<Record<FieldKind, NativeType>> = {
  text: 'string',
  longtext: 'textarea',
  html: 'textarea',
  number: 'double',
  currency: 'currency',
  percent: 'percent',
  integer: 'int',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  email: 'email',
  phone: 'phone',
  url: 'url',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
  reference: 'reference',
  id: 'id',
  file: 'base64',
  list: 'textarea',
  json: 'textarea',
};

function field(schema: FieldSchema, old: FieldDef | undefined): FieldDef {
  const native = schema.nativeType as NativeType | undefined;
  const type: NativeType =
    native !== undefined && nativeTypes.includes(native) ? native : nativeOf[schema.kind];
  const base = old ?? fieldFact(`${schema.name} ${type} -`);
  const values = schema.values?.map((v) => ({
    value: v.value,
    label: v.label,
    isDefault: base.values.find((b) => b.value === v.value)?.isDefault ?? false,
    active: v.active ?? true,
  }));
  const targets = schema.references ?? base.referenceTo;
  return {
    ...base,
    type,
    label: schema.label,
    length: schema.length ?? base.length,
    precision: schema.precision ?? base.precision,
    scale: schema.scale ?? base.scale,
    nillable: schema.required === true ? false : base.nillable || old === undefined,
    createable: schema.createable,
    updateable: schema.updateable,
    defaultedOnCreate:
      schema.defaulted ?? (old !== undefined && schema.required !== true && base.defaultedOnCreate),
    unique: schema.unique ?? base.unique,
    externalId: schema.externalId ?? base.externalId,
    idLookup: schema.lookupKey ?? base.idLookup,
    custom: schema.custom ?? base.custom,
    restricted: schema.restricted ?? base.restricted,
    values: values ?? base.values,
    referenceTo: targets,
    relationshipName:
      type === 'reference'
        ? (base.relationshipName ?? schema.name.replace(/__c$/, '__r').replace(/Id$/, ''))
        : null,
    help: schema.help ?? base.help,
  };
}

function object(schema: ObjectSchema, old: ObjectDef | undefined, ordinal: number): ObjectDef {
  const base = old ?? customObject(schema.name, schema.label, schema.labelPlural, 36 + ordinal);
  const byName = new Map(base.fields.map((f) => [f.name.toLowerCase(), f]));
  for (const given of schema.fields) {
    const key = given.name.toLowerCase();
    byName.set(key, field(given, byName.get(key)));
  }
  return {
    ...base,
    label: schema.label,
    createable: schema.createable,
    updateable: schema.updateable,
    deletable: schema.deletable,
    custom: schema.custom ?? base.custom,
    fields: [...byName.values()],
  };
}

/**
 * The objects of a discovered schema (a folder with one JSON file per object, or one such file), each laid over the
 * standard object of the same name: the org's own rules win, what the schema does not tell stays as it is.
 */
export function discoveredObjects(path: string, catalog: OrgCatalog): ObjectDef[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((f) => f.endsWith('.json') && f !== 'index.json')
        .toSorted()
        .map((f) => join(path, f))
    : [path];
  return files.map((file, i) => {
    const schema = JSON.parse(readFileSync(file, 'utf8')) as ObjectSchema;
    if (typeof schema.name !== 'string' || !Array.isArray(schema.fields))
      throw new Error(`${file} is not the schema of an object: it needs "name" and "fields"`);
    return object(schema, catalog.object(schema.name), i);
  });
}
