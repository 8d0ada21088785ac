import { catalogOf, type SchemaCatalog } from '@migmap/engine/schema/catalog';
import type { FieldKind, FieldSchema, ObjectSchema, Pipeline } from '@migmap/engine/schema/types';

/** Two systems that the constructs are shown with, written down shortly: `name`, `name:kind`, `name->Object|Object`. */
const sourceObjects = {
  User: 'id email:email',
  Company: 'id name domain code industry employee_count:integer parent_id->Company owner_id->User',
  Lead: 'id first_name last_name email:email company_name status owner_id->User',
  Contact: 'id first_name last_name email:email company_id->Company tags:list notes owner_id->User',
  Deal: 'id name value:number pipeline stage expected_close_date:date company_id->Company attendees:list owner_id->User',
  Activity:
    'id type subject body:html occurred_at:datetime attendees:list contact_id->Contact lead_id->Lead deal_id->Deal company_id->Company about_id->Contact|Company owner_id->User',
  Attachment: 'id filename path url parent_id->Company',
  Workflow: 'id name trigger',
  FlowMembership: 'id contact_email:email flow_name',
};

const destinationObjects = {
  User: 'Id Email:email',
  Account:
    'Id Name! Website:url Phone:phone Industry NumberOfEmployees:integer ParentId->Account OwnerId->User SmartDesk_Id__c',
  Contact:
    'Id FirstName LastName! Email:email Description:longtext AccountId->Account OwnerId->User SmartDesk_Id__c',
  Lead: 'Id FirstName LastName! Company Email:email Status OwnerId->User SmartDesk_Id__c',
  Opportunity:
    'Id Name! Amount:currency CloseDate:date Pipeline StageName AccountId->Account OwnerId->User SmartDesk_Id__c',
  Task: 'Id Subject Description:longtext ActivityDate:date WhoId->Contact|Lead WhatId->Account|Opportunity OwnerId->User SmartDesk_Id__c',
  Event: 'Id Subject StartDateTime:datetime EndDateTime:datetime WhatId->Account|Opportunity SmartDesk_Id__c',
  EventRelation: 'Id EventId->Event! RelationId->Contact|Lead!',
  Phone: 'Id Number EventRelationId->EventRelation',
  File: 'Id Title Data:file Link:url ParentId->Account SmartDesk_Id__c',
};

const elements: Readonly<Record<string, readonly FieldSchema[]>> = {
  attendees: [
    field('email', true),
    field('name', true),
    { ...field('phones', true), kind: 'list', element: [] },
  ],
  tags: [],
};

function field(word: string, writable: boolean): FieldSchema {
  const [, name = '', , kind = 'text', , targets, required] =
    /^(\w+)(:(\w+))?(->([\w|]+))?(!)?$/.exec(word)?.map((part) => part || undefined) ?? [];
  const references = targets?.split('|');
  const key = name === 'SmartDesk_Id__c' && { externalId: true, unique: true, custom: true };
  return {
    name,
    label: name,
    kind: references ? 'reference' : (kind as FieldKind),
    createable: writable && name !== 'Id',
    updateable: writable && name !== 'Id',
    ...(references && { references }),
    ...(required && { required: true }),
    ...(name === 'Name' && { length: 40 }),
    ...key,
  };
}

function objects(written: Readonly<Record<string, string>>, writable: boolean): ObjectSchema[] {
  return Object.entries(written).map(([name, fields]) => ({
    name,
    label: name,
    createable: writable,
    updateable: writable,
    deletable: writable,
    idField: writable ? 'Id' : 'id',
    ...(name === 'Account' && { nameField: 'Name' }),
    fields: fields.split(' ').map((word) => {
      const made = field(word, writable);
      return made.kind === 'list' ? { ...made, element: elements[made.name] ?? [] } : made;
    }),
  }));
}

function catalog(
  system: string,
  all: readonly ObjectSchema[],
  pipelines: readonly Pipeline[],
): SchemaCatalog {
  const index = all.map(({ name, label, fields, createable }) => ({
    name,
    label,
    fields: fields.length,
    createable,
  }));
  const discoveredAt = new Date().toISOString();
  return catalogOf(
    { formatVersion: 1, system, connection: system, discoveredAt, objects: index, pipelines },
    all,
  );
}

export const destinationSchema = objects(destinationObjects, true);
export const destination = catalog('salesforce', destinationSchema, []);
export const source = catalog('smartdesk', objects(sourceObjects, false), [
  {
    id: '1',
    name: 'Sales',
    object: 'Deal',
    stages: [
      { id: '1', name: 'New', order: 0 },
      { id: '2', name: 'Won', order: 1 },
      { id: '3', name: 'Lost', order: 2, probability: 0 },
    ],
  },
]);
