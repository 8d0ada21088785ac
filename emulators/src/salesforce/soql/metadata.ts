import type { Org } from '../org/org.ts';
import { isNumber, type FieldDef } from '../schema/types.ts';
import { insertRow, type StoredRow } from '../store/store.ts';
import { makeId } from '../ids.ts';

const tables = ['EntityDefinition', 'FieldDefinition', 'CustomField'];
const made = new WeakMap<Org, Date>();

const shown: Readonly<Record<string, string>> = {
  string: 'Text',
  textarea: 'Text Area',
  boolean: 'Checkbox',
  datetime: 'Date/Time',
  reference: 'Lookup',
  int: 'Number',
  double: 'Number',
  multipicklist: 'Picklist (Multi-Select)',
};

function dataType(field: FieldDef): string {
  const name = shown[field.type] ?? field.type.charAt(0).toUpperCase() + field.type.slice(1);
  if (field.type === 'reference') return `Lookup(${field.referenceTo.join(',')})`;
  if (field.type === 'string') return `Text(${field.length})`;
  if (field.type === 'textarea' && field.length > 255) return `Long Text Area(${field.length})`;
  if (isNumber(field.type) && field.precision > 0)
    return `${name}(${field.precision - field.scale}, ${field.scale})`;
  return name;
}

const bit = (yes: boolean): number => (yes ? 1 : 0);
const developerName = (name: string): string => name.replace(/__c$/, '');

function fieldRow(object: string, field: FieldDef, ordinal: number): StoredRow {
  return {
    Id: makeId('4fd', ordinal),
    DurableId: `${object}.${field.name}`,
    QualifiedApiName: field.name,
    EntityDefinitionId: object,
    DeveloperName: developerName(field.name),
    MasterLabel: field.label,
    Label: field.label,
    Length: field.length,
    DataType: dataType(field),
    ServiceDataTypeId: field.type,
    ValueTypeId: field.type,
    IsCalculated: 0,
    IsHtmlFormatted: bit(field.html),
    IsNameField: bit(field.nameField),
    IsNillable: bit(field.nillable),
    IsIndexed: bit(field.externalId || field.unique || field.name === 'Id'),
    IsApiFilterable: bit(!(field.type === 'textarea' && field.length > 255)),
    IsCompound: bit(field.type === 'address' || field.type === 'location'),
    IsPolymorphicForeignKey: bit(field.referenceTo.length > 1),
    Precision: field.precision,
    Scale: field.scale,
    RelationshipName: field.relationshipName,
    ReferenceTo: JSON.stringify({ referenceTo: field.referenceTo.length === 0 ? null : field.referenceTo }),
    Description: field.help,
  };
}

/** Brings the tables that describe the org up to date when one of them is asked for. */
export function refreshMetadata(org: Org, asked: string): void {
  if (!tables.some((t) => t.toLowerCase() === asked.toLowerCase())) return;
  const { catalog, store } = org;
  const changedAt = catalog.changedAt();
  if (made.get(org) === changedAt) return;
  made.set(org, changedAt);
  const customIds = new Map(
    store.db
      .prepare('SELECT object, name, id FROM _custom_field')
      .all()
      .map((r) => [`${String(r['object'])}.${String(r['name'])}`, String(r['id'])]),
  );
  store.atomically(() => {
    for (const table of tables) store.db.exec(`DELETE FROM ${table}`);
    let fields = 0;
    const custom = new Set<string>();
    catalog.objects().forEach((object) => {
      insertRow(store, 'EntityDefinition', {
        Id: object.name,
        DurableId: object.name,
        QualifiedApiName: object.name,
        DeveloperName: developerName(object.name),
        MasterLabel: object.label,
        Label: object.label,
        PluralLabel: object.labelPlural,
        KeyPrefix: object.keyPrefix,
        IsCustomizable: bit(object.createable),
        IsTriggerable: bit(object.createable),
        IsQueryable: 1,
        IsSearchable: bit(object.createable),
        IsLayoutable: bit(object.createable),
        IsEverCreatable: bit(object.createable),
        IsEverUpdatable: bit(object.updateable),
        IsEverDeletable: bit(object.deletable),
      });
      for (const field of object.fields) {
        insertRow(store, 'FieldDefinition', fieldRow(object.name, field, ++fields));
        if (!field.custom) continue;
        // Tasks and events share one field, which belongs to Activity.
        const owner = object.activity ? 'Activity' : object.name;
        const fullName = `${owner}.${field.name}`;
        if (custom.has(fullName)) continue;
        custom.add(fullName);
        insertRow(store, 'CustomField', {
          Id: customIds.get(fullName) ?? makeId('00N', 900_000 + fields),
          TableEnumOrId: owner,
          DeveloperName: developerName(field.name),
          FullName: fullName,
          EntityDefinitionId: owner,
          Description: field.help,
        });
      }
    });
  });
}
