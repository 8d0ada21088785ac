import assert from 'node:assert/strict';
import { schemaManifest } from '@migmap/engine/schema/manifest';
import type { FieldSchema, ObjectSchema, SystemSchema } from '@migmap/engine/schema/types';

const base = { createable: true, updateable: true };
const index: SystemSchema = {
  formatVersion: 1,
  system: 'smartdesk',
  connection: 'export',
  discoveredAt: '2026-01-01T00:00:00.000Z',
  about: { Edition: 'Enterprise' },
  warnings: ['notes.xyz: unknown extension'],
  users: 3,
  limits: { Requests: { max: 100, remaining: 40 } },
  pipelines: [
    {
      id: '1',
      name: 'Sales',
      object: 'Deal',
      stages: [{ id: '1', name: 'Won', order: 0, probability: 100, closed: true, won: true }],
    },
  ],
  automations: [{ name: 'Welcome', trigger: 'contact created', active: true }],
  objects: [{ name: 'Deal', label: 'Deal', fields: 1, createable: true }],
};
const withField = (field: FieldSchema): ObjectSchema => ({
  ...base,
  name: 'Deal',
  label: 'Deal',
  deletable: true,
  idField: 'id',
  fields: [field],
  origin: { file: 'deals.csv', delimiter: '\t' },
});

describe('schema manifest', () => {
  const shown: [string, FieldSchema, RegExp][] = [
    ['a length', { ...base, name: 'a', label: 'A', kind: 'text', length: 80 }, /\| a \| A \| text\(80\) \|/],
    [
      'a precision',
      { ...base, name: 'a', label: 'A', kind: 'number', precision: 18, scale: 2 },
      /number\(18, 2\)/,
    ],
    [
      'references',
      { ...base, name: 'a', label: 'A', kind: 'reference', references: ['X', 'Y'] },
      /reference → X, Y/,
    ],
    [
      'picklist labels',
      { ...base, name: 'a', label: 'A', kind: 'picklist', values: [{ value: 'n', label: 'New' }] },
      /picklist: New/,
    ],
    [
      'list elements',
      {
        ...base,
        name: 'a',
        label: 'A',
        kind: 'list',
        element: [{ ...base, name: 'e', label: 'E', kind: 'email' }],
      },
      /list of \{ e \}/,
    ],
    [
      'what is read-only',
      { name: 'a', label: 'A', kind: 'id', createable: false, updateable: false },
      /\| id \| {2}\| {2}\| {2}\|/,
    ],
    ['no markup of a label', { ...base, name: 'a', label: '<b>|x\n', kind: 'text' }, /\\<b\\>\\\|x \|/],
  ];
  for (const [what, field, pattern] of shown)
    it(`shows ${what}`, () => assert.match(schemaManifest(index, [withField(field)]), pattern));

  for (const text of [
    'Edition: Enterprise',
    'Users: 3',
    'Requests: 40 of 100 left',
    'notes.xyz: unknown extension',
    '| Deal | Sales | 1 | Won | 100 % | won |',
    '| Welcome | contact created |  |  | yes |',
    'Read from file `deals.csv`, delimiter `\\t`.',
  ])
    it(`says "${text}"`, () => {
      const field: FieldSchema = { ...base, name: 'a', label: 'A', kind: 'text' };
      assert.ok(schemaManifest(index, [withField(field)]).includes(text));
    });
});
