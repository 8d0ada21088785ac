import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';

type Options = Partial<FieldSchema>;

export function field(name: string, kind: FieldSchema['kind'], options: Options = {}): FieldSchema {
  return { name, label: name, kind, createable: true, updateable: true, ...options };
}

const key = field('Key__c', 'text', { externalId: true, unique: true, custom: true });
const owner = field('OwnerId', 'reference', { references: ['User'], defaulted: true });
const id = field('Id', 'id', { createable: false, updateable: false });
const createdDate = field('CreatedDate', 'datetime', { updateable: false, defaulted: true });

function object(name: string, fields: readonly FieldSchema[]): ObjectSchema {
  return { name, label: name, createable: true, updateable: true, deletable: true, idField: 'Id', fields };
}

export const fakeSchema: readonly ObjectSchema[] = [
  object('Account', [
    id,
    field('Name', 'text', { required: true, length: 80 }),
    field('Website', 'url'),
    field('Phone', 'phone'),
    field('ParentId', 'reference', { references: ['Account'] }),
    owner,
    key,
    createdDate,
  ]),
  object('Contact', [
    id,
    field('LastName', 'text', { required: true, length: 80 }),
    field('FirstName', 'text'),
    field('Email', 'email'),
    field('AccountId', 'reference', { references: ['Account'] }),
    owner,
    key,
    createdDate,
  ]),
  object('Lead', [id, field('LastName', 'text', { required: true }), field('Email', 'email'), key]),
  object('Task', [
    id,
    field('Subject', 'text'),
    field('WhoId', 'reference', { references: ['Contact', 'Lead'] }),
    field('WhatId', 'reference', { references: ['Account'] }),
    key,
  ]),
  /** Recognised by its two ends. */
  object('Link', [
    id,
    field('TaskId', 'reference', { references: ['Task'], required: true }),
    field('ContactId', 'reference', { references: ['Contact'], required: true }),
  ]),
  /** Recognised by nothing. */
  object('Note', [
    id,
    field('Body', 'longtext'),
    field('AccountId', 'reference', { references: ['Account'] }),
  ]),
  object('File', [
    id,
    field('Title', 'text'),
    field('Data', 'file'),
    field('AccountId', 'reference', { references: ['Account'] }),
  ]),
];
