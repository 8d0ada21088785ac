import type { Org } from '../org/org.ts';
import type { LiveObject } from './catalog.ts';
import { isNumber, type FieldDef } from './types.ts';

const soapTypes: Partial<Record<FieldDef['type'], string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  long: 'xsd:long',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  base64: 'xsd:base64Binary',
  address: 'urn:address',
  location: 'urn:location',
  anyType: 'xsd:anyType',
};

function describeField(field: FieldDef): Record<string, unknown> {
  const compound = field.type === 'address' || field.type === 'location';
  const long = field.type === 'textarea' && field.length > 255;
  const filterable = !compound && !long && field.type !== 'base64';
  const decimal = isNumber(field.type) && field.digits === 0;
  return {
    aggregatable: filterable && field.type !== 'boolean',
    aiPredictionField: false,
    autoNumber: field.autoNumber,
    byteLength: field.length * (field.type === 'reference' || field.type === 'id' ? 1 : 3),
    calculated: false,
    calculatedFormula: null,
    cascadeDelete: field.cascade,
    caseSensitive: field.caseSensitive,
    compoundFieldName: field.compound,
    controllerName: null,
    createable: field.createable,
    custom: field.custom,
    defaultValue: field.type === 'boolean' ? field.defaultValue === true : null,
    defaultValueFormula: null,
    defaultedOnCreate: field.defaultedOnCreate,
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: field.digits,
    displayLocationInDecimal: false,
    encrypted: field.type === 'encryptedstring',
    externalId: field.externalId,
    extraTypeInfo: field.html ? 'richtextarea' : long ? 'plaintextarea' : null,
    filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: filterable && !decimal && field.type !== 'datetime',
    highScaleNumber: false,
    htmlFormatted: field.html,
    idLookup: field.idLookup,
    inlineHelpText: field.help,
    label: field.label,
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: field.referenceTo.length > 1,
    nillable: field.nillable,
    permissionable: field.createable && field.nillable,
    picklistValues: field.values.map(({ active, isDefault, label, value }) => ({
      active,
      defaultValue: isDefault,
      label,
      validFor: null,
      value,
    })),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    relationshipOrder: null,
    restrictedDelete: false,
    restrictedPicklist: field.restricted,
    scale: field.scale,
    searchPrefilterable: field.type === 'reference',
    soapType: soapTypes[field.type] ?? 'xsd:string',
    sortable: filterable,
    type: field.type,
    unique: field.unique,
    updateable: field.updateable,
    writeRequiresMasterRead: false,
  };
}

/** An object as the list of all objects shows it. */
export function summary(object: LiveObject, base: string): Record<string, unknown> {
  const url = `${base}/sobjects/${object.name}`;
  const data = object.createable || object.updateable || object.deletable;
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: object.createable,
    custom: object.custom,
    customSetting: false,
    deepCloneable: false,
    deletable: object.deletable,
    deprecatedAndHidden: false,
    feedEnabled: data,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: data,
    mergeable: /^(Account|Contact|Lead|Case)$/.test(object.name),
    mruEnabled: data,
    name: object.name,
    queryable: true,
    replicateable: data,
    retrieveable: true,
    searchable: data,
    triggerable: data,
    undeletable: object.deletable,
    updateable: object.updateable,
    urls: {
      rowTemplate: `${url}/{ID}`,
      describe: `${url}/describe`,
      sobject: url,
      ...(data ? { layouts: `${url}/describe/layouts` } : {}),
    },
  };
}

const masterId = '012000000000000AAA';

function recordTypeInfos(org: Org, object: LiveObject, base: string): unknown[] {
  if (!object.recordTypes) return [];
  const preset = org.definition.recordTypes.find((t) => t.object === object.name && t.default)?.name;
  const layout = (id: string): unknown => ({
    layout: `${base}/sobjects/${object.name}/describe/layouts/${id}`,
  });
  const own = org.store.db
    .prepare('SELECT Id, Name, DeveloperName, IsActive FROM RecordType WHERE SobjectType = ? ORDER BY Id')
    .all(object.name)
    .map((row) => ({
      active: row['IsActive'] === 1,
      available: row['IsActive'] === 1,
      defaultRecordTypeMapping: row['DeveloperName'] === preset,
      developerName: row['DeveloperName'],
      master: false,
      name: row['Name'],
      recordTypeId: row['Id'],
      urls: layout(String(row['Id'])),
    }));
  const master = {
    active: true,
    available: true,
    defaultRecordTypeMapping: preset === undefined,
    developerName: 'Master',
    master: true,
    name: 'Master',
    recordTypeId: masterId,
    urls: layout(masterId),
  };
  return [...own, master];
}

/** The full describe of one object. */
export function describe(org: Org, object: LiveObject, base: string): Record<string, unknown> {
  return {
    actionOverrides: [],
    ...summary(object, base),
    childRelationships: org.catalog.children(object.name).map(({ object: child, field }) => ({
      cascadeDelete: field.cascade,
      childSObject: child,
      deprecatedAndHidden: false,
      field: field.name,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: field.childRelationship,
      restrictedDelete: false,
    })),
    compactLayoutable: object.createable,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: object.fields.map(describeField),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: recordTypeInfos(org, object, base),
    searchLayoutable: object.createable,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [{ label: `All ${object.labelPlural.toLowerCase()}`, name: 'everything' }],
  };
}
