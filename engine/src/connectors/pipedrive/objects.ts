/** How an object is reached: its paths, how it pages, what a request costs. Costs are the `x-token-cost` of the API's own documents. */
export interface ApiObject {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly version: 'v1' | 'v2';
  /** From the version's root; records are at `<path>/<id>`. */
  readonly path: string;
  /** Largest page. */
  readonly page: number;
  /** Where its fields are told, and where custom ones are made. */
  readonly fieldsPath?: string;
  /** Objects without fields of their own take over those of another. */
  readonly customFieldsOf?: string;
  readonly writable: boolean;
  /** What it is called in an item search. */
  readonly searchedAs?: string;
  /** A list can be narrowed to what changed since; where not, it can be read newest change first. */
  readonly updatedSince: boolean;
  /** Written fields by which a list can be narrowed: field to query parameter. */
  readonly listedBy?: Readonly<Record<string, string>>;
  /** Where archived records are listed: the list at `path` leaves them out. */
  readonly archivedPath?: string;
  readonly nameField?: string;
}

const v2 = { version: 'v2', page: 500, writable: true, updatedSince: true } as const;
const v1 = { version: 'v1', page: 500, writable: true, updatedSince: false } as const;

const all: readonly ApiObject[] = [
  {
    ...v2,
    name: 'Organization',
    label: 'Organization',
    labelPlural: 'Organizations',
    path: '/organizations',
    fieldsPath: '/organizationFields',
    searchedAs: 'organization',
    nameField: 'name',
  },
  {
    ...v2,
    name: 'Person',
    label: 'Person',
    labelPlural: 'People',
    path: '/persons',
    fieldsPath: '/personFields',
    searchedAs: 'person',
    nameField: 'name',
  },
  {
    ...v2,
    name: 'Deal',
    label: 'Deal',
    labelPlural: 'Deals',
    path: '/deals',
    fieldsPath: '/dealFields',
    searchedAs: 'deal',
    archivedPath: '/deals/archived',
    nameField: 'title',
  },
  {
    ...v1,
    name: 'Lead',
    label: 'Lead',
    labelPlural: 'Leads',
    path: '/leads',
    customFieldsOf: 'Deal',
    searchedAs: 'lead',
    archivedPath: '/leads/archived',
    listedBy: { person_id: 'person_id', organization_id: 'organization_id' },
    nameField: 'title',
  },
  {
    ...v2,
    name: 'Product',
    label: 'Product',
    labelPlural: 'Products',
    path: '/products',
    fieldsPath: '/productFields',
    searchedAs: 'product',
    updatedSince: false,
    nameField: 'name',
  },
  {
    ...v2,
    name: 'DealProduct',
    label: 'Product of a deal',
    labelPlural: 'Products of deals',
    path: '/deals/products',
    updatedSince: false,
    listedBy: { deal_id: 'deal_ids' },
  },
  {
    ...v2,
    name: 'Activity',
    label: 'Activity',
    labelPlural: 'Activities',
    path: '/activities',
    fieldsPath: '/activityFields',
    listedBy: { deal_id: 'deal_id', lead_id: 'lead_id', person_id: 'person_id', org_id: 'org_id' },
    nameField: 'subject',
  },
  {
    ...v1,
    name: 'Note',
    label: 'Note',
    labelPlural: 'Notes',
    path: '/notes',
    updatedSince: true,
    listedBy: { deal_id: 'deal_id', lead_id: 'lead_id', person_id: 'person_id', org_id: 'org_id' },
  },
  { ...v1, name: 'File', label: 'File', labelPlural: 'Files', path: '/files', page: 100 },
  {
    ...v2,
    name: 'Pipeline',
    label: 'Pipeline',
    labelPlural: 'Pipelines',
    path: '/pipelines',
    writable: false,
    updatedSince: false,
    nameField: 'name',
  },
  {
    ...v2,
    name: 'Stage',
    label: 'Stage',
    labelPlural: 'Stages',
    path: '/stages',
    writable: false,
    updatedSince: false,
    nameField: 'name',
  },
  {
    ...v1,
    name: 'User',
    label: 'User',
    labelPlural: 'Users',
    path: '/users',
    writable: false,
    nameField: 'name',
  },
];

export const apiObjects: ReadonlyMap<string, ApiObject> = new Map(all.map((o) => [o.name, o]));

/** Tokens of one creation or change, by API version; what is dearer or cheaper stands by itself. */
export const writeCost = { v1: 10, v2: 5 } as const;
/** Tokens of one page of a list. */
export const pageCost = 10;
