/**
 * The shape of a discovered system, the same for every source and destination.
 *
 * Data only: a schema is what a connector's `discover` returns, what lies in `schemas/<connection>/`
 * and what the language server checks a mapping against.
 */

/** The language's own field types; each connector maps its system's types to these. */
export const fieldKinds = [
  'text',
  'longtext',
  'html',
  'number',
  'currency',
  'percent',
  'integer',
  'boolean',
  'date',
  'datetime',
  'time',
  'email',
  'phone',
  'url',
  'picklist',
  'multipicklist',
  'reference',
  'id',
  'file',
  'list',
  'json',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

export interface PicklistValue {
  /** What stands on the wire. */
  readonly value: string;
  /** What a person reads; the mapping may use either. Equal to `value` where the system has no labels. */
  readonly label: string;
  readonly active?: boolean;
  /** Allowed only with this wire value of the field that the picklist depends on; two values may then share a label. */
  readonly within?: string;
}

export interface FieldSchema {
  /** API name, as on the wire (for Pipedrive's custom fields: the hash). */
  readonly name: string;
  readonly label: string;
  /** The API name is this one instance's own (a hash): in another one the same field goes by its label alone. */
  readonly opaqueName?: boolean;
  readonly kind: FieldKind;
  /** The system's own type name ("string", "combobox"), for hover and reports. */
  readonly nativeType?: string;
  /** Longest text in characters (UTF-16 code units where the system counts so). */
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  /** Must be given when a record is created: not nullable and without default. */
  readonly required?: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly unique?: boolean;
  readonly externalId?: boolean;
  /** The key by which the system finds a record (Salesforce idLookup, Dataverse alternate key). */
  readonly lookupKey?: boolean;
  /** Keys that differ in case alone are one key to the system. */
  readonly foldsCase?: boolean;
  readonly custom?: boolean;
  readonly defaulted?: boolean;
  readonly values?: readonly PicklistValue[];
  /** The values on the wire are ids of this one instance: in another one the same values go by their labels alone. */
  readonly opaqueValues?: boolean;
  /** The picklist refuses other values. */
  readonly restricted?: boolean;
  /** Name of the field of the same object whose value decides which of `values` are allowed (a stage's pipeline). */
  readonly dependsOn?: string;
  /** Names of the objects that a reference may point at. */
  readonly references?: readonly string[];
  /** For `list`: the fields of an element; empty for a list of plain texts. */
  readonly element?: readonly FieldSchema[];
  readonly help?: string;
}

export interface ObjectSchema {
  readonly name: string;
  readonly label: string;
  readonly labelPlural?: string;
  readonly custom?: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly fields: readonly FieldSchema[];
  /** Field that identifies a record (`Id`, `id`). */
  readonly idField: string;
  /** Field a person reads as the record's name (`Name`, `MasterLabel`); a text given to a reference finds the existing record by it. */
  readonly nameField?: string;
  /** Salesforce record types and the like: a value of `field` by its readable name. */
  readonly recordTypes?: readonly RecordType[];
  /** Where it came from in a source: file name, sheet, encoding, delimiter … shown to a person who may correct it. */
  readonly origin?: Readonly<Record<string, string>>;
}

export interface RecordType {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly active: boolean;
  /** Values of the object's stage picklist that this record type allows, where the system tells. */
  readonly stages?: readonly string[];
}

export interface Pipeline {
  readonly id: string;
  readonly name: string;
  /** Object whose records run through it: `Deal`, `Opportunity`. */
  readonly object: string;
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly id: string;
  readonly name: string;
  /** Position within the pipeline, from 0. */
  readonly order: number;
  /** Percent, 0 to 100. */
  readonly probability?: number;
  readonly closed?: boolean;
  readonly won?: boolean;
}

export interface Automation {
  readonly name: string;
  readonly trigger?: string;
  readonly conditions?: string;
  readonly actions?: string;
  readonly active?: boolean;
}

/** The index of a discovered system; each object's fields are a file (and an `ObjectSchema`) of their own. */
export interface SystemSchema {
  readonly formatVersion: 1;
  readonly system: string;
  readonly connection: string;
  /** ISO 8601, UTC. */
  readonly discoveredAt: string;
  /** API version, plan tier, edition: what the system says of itself. */
  readonly about?: Readonly<Record<string, string>>;
  /** What discovery could not read or had to assume, a sentence each. */
  readonly warnings?: readonly string[];
  readonly objects: readonly ObjectIndexEntry[];
  readonly pipelines?: readonly Pipeline[];
  readonly users?: number;
  readonly limits?: Readonly<Record<string, { readonly max: number; readonly remaining?: number }>>;
  readonly automations?: readonly Automation[];
}

export interface ObjectIndexEntry {
  readonly name: string;
  readonly label: string;
  readonly fields: number;
  readonly createable: boolean;
  readonly custom?: boolean;
}
