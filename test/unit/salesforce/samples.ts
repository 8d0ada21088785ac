import type { Describe, DescribeField } from '@migmap/engine/connectors/salesforce/describe/raw';

/** A described field, writable and optional unless said otherwise. */
export function field(given: Partial<DescribeField> & { name: string; type: string }): DescribeField {
  return {
    label: given.name,
    length: 0,
    precision: 0,
    scale: 0,
    digits: 0,
    nillable: true,
    createable: true,
    updateable: true,
    defaultedOnCreate: false,
    unique: false,
    externalId: false,
    idLookup: false,
    caseSensitive: false,
    custom: false,
    filterable: true,
    nameField: false,
    htmlFormatted: false,
    restrictedPicklist: false,
    picklistValues: [],
    referenceTo: [],
    inlineHelpText: null,
    ...given,
  };
}

export function describeOf(name: string, fields: readonly Parameters<typeof field>[0][]): Describe {
  return {
    name,
    label: name,
    labelPlural: `${name}s`,
    custom: false,
    createable: true,
    updateable: true,
    deletable: true,
    queryable: true,
    deprecatedAndHidden: false,
    fields: fields.map(field),
    recordTypeInfos: [],
  };
}
