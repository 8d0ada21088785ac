/** Salesforce's own field types, as describe names them. */
export const nativeTypes = [
  'string',
  'textarea',
  'picklist',
  'multipicklist',
  'combobox',
  'boolean',
  'int',
  'long',
  'double',
  'currency',
  'percent',
  'date',
  'datetime',
  'time',
  'phone',
  'email',
  'url',
  'id',
  'reference',
  'base64',
  'encryptedstring',
  'address',
  'location',
  'anyType',
  'complexvalue',
] as const;
export type NativeType = (typeof nativeTypes)[number];

export interface PicklistDef {
  readonly value: string;
  readonly label: string;
  readonly isDefault: boolean;
  readonly active: boolean;
}

export interface FieldDef {
  readonly name: string;
  readonly label: string;
  readonly type: NativeType;
  /** Characters, for texts and picklists. */
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  /** Digits, for whole numbers. */
  readonly digits: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly nameField: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  readonly idLookup: boolean;
  readonly autoNumber: boolean;
  readonly restricted: boolean;
  readonly html: boolean;
  readonly custom: boolean;
  readonly values: readonly PicklistDef[];
  readonly defaultValue: string | number | boolean | null;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  /** Name under which the parent lists these records. */
  readonly childRelationship: string | null;
  /** The parent's deletion deletes the record. */
  readonly cascade: boolean;
  readonly help: string | null;
  /** The compound field this one is a part of. */
  readonly compound: string | null;
}

export interface ObjectDef {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  /** Takes record types: gets a RecordTypeId field as soon as one exists. */
  readonly recordTypes: boolean;
  /** Custom fields declared on Activity show here. */
  readonly activity: boolean;
  readonly fields: readonly FieldDef[];
}

export const isText = (type: NativeType): boolean =>
  type === 'string' ||
  type === 'textarea' ||
  type === 'combobox' ||
  type === 'phone' ||
  type === 'email' ||
  type === 'url' ||
  type === 'encryptedstring';

export const isNumber = (type: NativeType): boolean =>
  type === 'int' || type === 'long' || type === 'double' || type === 'currency' || type === 'percent';

/** Composed at reading time from other columns; has no column of its own. */
export const isCompound = (type: NativeType): boolean => type === 'address' || type === 'location';
