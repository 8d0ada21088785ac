import { catalogOf, type SchemaCatalog } from '@migmap/engine/schema/catalog';
import type { FieldProfile, SourceProfile } from '@migmap/engine/schema/profile';
import type { FieldKind, FieldSchema, ObjectSchema, Pipeline } from '@migmap/engine/schema/types';
import type { DestinationRules } from '@migmap/engine/connectors/registry';

/** Two small systems that the tests of the language stand between. */

type Extra = Partial<FieldSchema>;

function field(name: string, kind: FieldKind = 'text', extra: Extra = {}): FieldSchema {
  return { name, label: name, kind, createable: true, updateable: true, ...extra };
}

function object(
  name: string,
  fields: readonly FieldSchema[],
  extra: Partial<ObjectSchema> = {},
): ObjectSchema {
  const rights = { createable: true, updateable: true, deletable: true };
  return { name, label: name, idField: fields[0]?.name ?? 'id', ...rights, fields, ...extra };
}

function catalog(
  system: string,
  objects: readonly ObjectSchema[],
  pipelines: readonly Pipeline[] = [],
): SchemaCatalog {
  return catalogOf(
    {
      formatVersion: 1,
      system,
      connection: system,
      discoveredAt: '2026-01-01T00:00:00Z',
      objects: objects.map(({ name, label, fields, createable }) => ({
        name,
        label,
        fields: fields.length,
        createable,
      })),
      pipelines,
    },
    objects,
  );
}

const to = (...references: string[]): Extra => ({ references });
/** A field as an export's heading names it. */
const heading = (label: string, kind: FieldKind = 'text', extra: Extra = {}): FieldSchema =>
  field(label.toLowerCase().replaceAll(' ', '_'), kind, { label, ...extra });

const id = heading('ID', 'id');
const owner = heading('Owner ID', 'reference', to('User'));

export const source = catalog(
  'oldcrm',
  [
    object('User', [id, heading('Email', 'email')]),
    object('Company', [
      id,
      heading('Name'),
      heading('Domain'),
      heading('Industry'),
      heading('Employee Count', 'integer'),
      heading('Parent ID', 'reference', to('Company')),
      owner,
    ]),
    object('Lead', [
      id,
      heading('First Name'),
      heading('Last Name'),
      heading('Email', 'email'),
      heading('Company Name'),
      heading('Status', 'picklist'),
      owner,
    ]),
    object('Contact', [
      id,
      heading('First Name'),
      heading('Last Name'),
      heading('Email', 'email'),
      heading('Company ID', 'reference', to('Company')),
      heading('Birthday', 'date'),
      heading('Notes', 'longtext'),
      heading('Newsletter', 'boolean'),
      heading('Tags', 'list', { element: [] }),
      owner,
    ]),
    object('Deal', [
      id,
      heading('Name'),
      heading('Value', 'number'),
      heading('Pipeline', 'picklist'),
      heading('Stage', 'picklist'),
      heading('Expected Close Date', 'date'),
      heading('Company ID', 'reference', to('Company')),
      owner,
    ]),
    object('Activity', [
      id,
      field('type', 'picklist'),
      field('subject'),
      field('body', 'html'),
      field('occurred_at', 'datetime'),
      field('attendees', 'list', {
        element: [field('email', 'email'), field('name'), field('phones', 'list', { element: [] })],
      }),
      field('place', 'json', { element: [field('city')] }),
      field('contact_id', 'reference', to('Contact')),
      field('lead_id', 'reference', to('Lead')),
      field('about_id', 'reference', to('Contact', 'Company')),
      owner,
    ]),
    object('Attachment', [
      id,
      heading('Filename'),
      heading('Path'),
      heading('Parent ID', 'reference', to('Contact', 'Company')),
    ]),
    object('Workflow', [id, heading('Name')]),
    object('Odd', [id, field('a', 'text', { label: 'Twice' }), field('b', 'text', { label: 'Twice' })]),
  ],
  [
    {
      id: '1',
      name: 'Sales',
      object: 'Deal',
      stages: [
        { id: '1', name: 'New', order: 0 },
        { id: '2', name: 'Won', order: 1 },
      ],
    },
  ],
);

const values = (...names: string[]): Extra => ({
  values: names.map((value) => ({ value, label: value })),
  restricted: true,
});
const key = field('Old_Id__c', 'text', { length: 18, externalId: true, unique: true, custom: true });
const recordId = field('Id', 'id', { createable: false, updateable: false });
const users = field('OwnerId', 'reference', { ...to('User') });

export const destination = catalog('newcrm', [
  object('User', [recordId, field('Email', 'email')]),
  object(
    'Account',
    [
      recordId,
      field('Name', 'text', { label: 'Account Name', length: 80, required: true }),
      field('Website', 'url', { length: 255 }),
      field('Industry', 'picklist', values('Banking', 'Energy')),
      field('NumberOfEmployees', 'integer'),
      field('ParentId', 'reference', to('Account')),
      field('CreatedById', 'reference', { ...to('User'), createable: false, updateable: false }),
      key,
      users,
    ],
    { nameField: 'Name' },
  ),
  object('Contact', [
    recordId,
    field('FirstName', 'text', { label: 'First Name', length: 40 }),
    field('LastName', 'text', { label: 'Last Name', length: 80, required: true }),
    field('Email', 'email', { length: 80 }),
    field('Birthdate', 'date'),
    field('Description', 'longtext'),
    field('HasOptedOutOfEmail', 'boolean'),
    field('AccountId', 'reference', to('Account')),
    field('Interests', 'multipicklist', values('Golf', 'Chess')),
    field('Shoe_Size__c', 'number'),
    key,
    users,
  ]),
  object('Lead', [
    recordId,
    field('LastName', 'text', { length: 80, required: true }),
    field('Company', 'text', { length: 255, required: true }),
    field('Email', 'email'),
    field('Status', 'picklist', values('Open', 'Working')),
    key,
    users,
  ]),
  object(
    'Opportunity',
    [
      recordId,
      field('Name', 'text', { length: 120, required: true }),
      field('Amount', 'currency'),
      field('CloseDate', 'date', { required: true }),
      field('StageName', 'picklist', { ...values('Qualification', 'Closed Won'), required: true }),
      field('RecordTypeId', 'reference', to('RecordType')),
      field('AccountId', 'reference', to('Account')),
      key,
      users,
    ],
    {
      recordTypes: [
        {
          id: '012',
          name: 'Enterprise',
          label: 'Enterprise',
          active: true,
          stages: ['Qualification', 'Closed Won'],
        },
      ],
    },
  ),
  object('Task', [
    recordId,
    field('Subject', 'text', { length: 255 }),
    field('ActivityDate', 'date'),
    field('WhoId', 'reference', to('Contact', 'Lead')),
    field('WhatId', 'reference', to('Account', 'Opportunity')),
    field('QueueId', 'reference', to('Queue')),
    key,
    users,
  ]),
  object('Event', [
    recordId,
    field('Subject', 'text', { length: 255 }),
    field('StartDateTime', 'datetime', { required: true }),
    key,
  ]),
  object('EventRelation', [
    recordId,
    field('EventId', 'reference', { ...to('Event'), required: true }),
    field('RelationId', 'reference', { ...to('Contact', 'Lead'), required: true }),
  ]),
  object('File', [
    recordId,
    field('Title', 'text', { length: 255, required: true }),
    field('VersionData', 'file'),
    field('ParentId', 'reference', to('Account', 'Contact')),
  ]),
  object('Husband', [recordId, field('WifeId', 'reference', { ...to('Wife'), required: true })]),
  object('Wife', [recordId, field('HusbandId', 'reference', { ...to('Husband'), required: true })]),
  object('Locked', [recordId, field('Name')], { createable: false }),
]);

const data = (name: string, extra: Partial<FieldProfile>): FieldProfile => ({
  field: name,
  nulls: 0,
  distinct: 1,
  longest: 10,
  samples: [],
  ...extra,
});
const counted = (counts: Record<string, number>) =>
  Object.entries(counts).map(([value, count]) => ({ value, count }));

export const profile: SourceProfile = {
  formatVersion: 1,
  connection: 'oldcrm',
  profiledAt: '2026-01-01T00:00:00Z',
  objects: [
    {
      object: 'Company',
      records: 1000,
      badRows: 0,
      fields: [
        data('name', {
          longest: 120,
          lengths: [
            { longerThan: 80, count: 412 },
            { longerThan: 255, count: 0 },
          ],
        }),
        data('domain', { nulls: 100, distinct: 850 }),
        data('industry', { distinct: 3, values: counted({ Banking: 700, Fishing: 200, Mining: 100 }) }),
        data('parent_id', { nulls: 900, orphans: 7, orphanSamples: ['CO-9'] }),
      ],
    },
    {
      object: 'Lead',
      records: 500,
      badRows: 0,
      fields: [data('status', { values: counted({ New: 300, Customer: 150, Lost: 50 }) })],
    },
    {
      object: 'Deal',
      records: 90,
      badRows: 0,
      fields: [data('stage', { values: counted({ New: 60, Won: 25, Limbo: 5 }) })],
    },
    { object: 'Workflow', records: 12, badRows: 0, fields: [] },
  ],
};

export const rules: DestinationRules = {
  nativeType: (f) => (f.kind === 'time' ? undefined : f.kind),
  compatible: (declared, actual) => declared === actual || (declared === 'text' && actual === 'picklist'),
  order: [],
};
