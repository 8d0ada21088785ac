/** The parts of a describe answer that are used. */
export interface DescribeField {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly digits: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly unique: boolean;
  readonly externalId: boolean;
  readonly idLookup: boolean;
  readonly caseSensitive: boolean;
  readonly custom: boolean;
  readonly filterable: boolean;
  readonly nameField: boolean;
  readonly htmlFormatted: boolean;
  readonly restrictedPicklist: boolean;
  readonly picklistValues: readonly {
    readonly active: boolean;
    readonly value: string;
    readonly label: string | null;
  }[];
  readonly referenceTo: readonly string[];
  readonly inlineHelpText: string | null;
}

export interface DescribeRecordType {
  readonly active: boolean;
  readonly available: boolean;
  readonly master: boolean;
  readonly developerName: string;
  readonly name: string;
  readonly recordTypeId: string;
}

export interface DescribeEntry {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly custom: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  readonly deprecatedAndHidden: boolean;
}

export interface Describe extends DescribeEntry {
  readonly fields: readonly DescribeField[];
  readonly recordTypeInfos: readonly DescribeRecordType[];
  readonly childRelationships?: readonly {
    readonly childSObject: string;
    readonly deprecatedAndHidden: boolean;
  }[];
}

export interface DescribeGlobal {
  readonly sobjects: readonly DescribeEntry[];
}
