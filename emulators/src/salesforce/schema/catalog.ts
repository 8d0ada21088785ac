import { fieldFact } from './facts.ts';
import type { FieldDef, ObjectDef } from './types.ts';

/** An object with its fields by name. Names are matched without regard to case, as the API does. */
export interface LiveObject extends Omit<ObjectDef, 'fields'> {
  readonly fields: readonly FieldDef[];
  field(name: string): FieldDef | undefined;
  /** The reference field behind a relationship name (`Account` → AccountId). */
  relationship(name: string): FieldDef | undefined;
}

export interface ChildRelation {
  readonly object: string;
  readonly field: FieldDef;
}

/** The org's schema as it stands now; it grows while the org lives. */
export interface OrgCatalog {
  readonly objects: () => readonly LiveObject[];
  readonly object: (name: string) => LiveObject | undefined;
  readonly byPrefix: (prefix: string) => LiveObject | undefined;
  readonly children: (parent: string) => readonly ChildRelation[];
  readonly put: (def: ObjectDef) => LiveObject;
  readonly putField: (object: string, field: FieldDef) => LiveObject;
  readonly removeField: (object: string, field: string) => LiveObject;
  readonly changedAt: () => Date;
}

function live(def: ObjectDef): LiveObject {
  const byName = new Map(def.fields.map((f) => [f.name.toLowerCase(), f]));
  const byRelationship = new Map(
    def.fields.flatMap((f) => (f.relationshipName === null ? [] : [[f.relationshipName.toLowerCase(), f]])),
  );
  return {
    ...def,
    field: (name) => byName.get(name.toLowerCase()),
    relationship: (name) => byRelationship.get(name.toLowerCase()),
  };
}

export const recordTypeField = fieldFact('RecordTypeId reference ncu "Record Type ID" -> RecordType');

export function orgCatalog(defs: readonly ObjectDef[]): OrgCatalog {
  const objects = new Map<string, LiveObject>();
  const prefixes = new Map<string, string>();
  let children: Map<string, ChildRelation[]> | undefined;
  let changedAt = new Date();

  const put = (def: ObjectDef): LiveObject => {
    const object = live(def);
    objects.set(def.name.toLowerCase(), object);
    if (!prefixes.has(def.keyPrefix)) prefixes.set(def.keyPrefix, def.name);
    children = undefined;
    changedAt = new Date();
    return object;
  };
  const get = (name: string): LiveObject | undefined => objects.get(name.toLowerCase());
  const need = (name: string): LiveObject => {
    const object = get(name);
    if (object === undefined) throw new Error(`the org has no object ${name}`);
    return object;
  };
  const readChildren = (): Map<string, ChildRelation[]> => {
    const map = new Map<string, ChildRelation[]>();
    for (const object of objects.values())
      for (const field of object.fields)
        for (const parent of field.referenceTo) {
          const list = map.get(parent) ?? [];
          list.push({ object: object.name, field });
          map.set(parent, list);
        }
    return map;
  };
  for (const def of defs) put(def);
  return {
    objects: () => [...objects.values()],
    object: get,
    byPrefix: (prefix) => {
      const name = prefixes.get(prefix);
      return name === undefined ? undefined : get(name);
    },
    children: (parent) => (children ??= readChildren()).get(parent) ?? [],
    put,
    putField: (name, field) => {
      const object = need(name);
      const rest = object.fields.filter((f) => f.name.toLowerCase() !== field.name.toLowerCase());
      return put({ ...object, fields: [...rest, field] });
    },
    removeField: (name, field) => {
      const object = need(name);
      return put({
        ...object,
        fields: object.fields.filter((f) => f.name.toLowerCase() !== field.toLowerCase()),
      });
    },
    changedAt: () => changedAt,
  };
}
