import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { objectSchema } from '@migmap/engine/connectors/salesforce/describe/object';
import type { Describe } from '@migmap/engine/connectors/salesforce/describe/raw';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { field, describeOf } from './samples.ts';

describe('Salesforce fields', () => {
  const cases: [string, Parameters<typeof field>[0], Partial<FieldSchema>][] = [
    [
      'text',
      { name: 'Name', type: 'string', length: 255, nillable: false },
      { kind: 'text', length: 255, required: true },
    ],
    [
      'a default is not required',
      {
        name: 'OwnerId',
        type: 'reference',
        nillable: false,
        defaultedOnCreate: true,
        referenceTo: ['User', 'Group'],
      },
      { kind: 'reference', required: undefined, references: ['User', 'Group'] },
    ],
    [
      'a checkbox is never required',
      { name: 'X__c', type: 'boolean', nillable: false },
      { kind: 'boolean', required: undefined },
    ],
    [
      'read-only',
      { name: 'IsWon', type: 'boolean', createable: false, updateable: false },
      { createable: false, updateable: false },
    ],
    [
      'money',
      { name: 'Amount', type: 'currency', precision: 18, scale: 2 },
      { kind: 'currency', precision: 18, scale: 2, length: undefined },
    ],
    [
      'whole number',
      { name: 'N', type: 'int', digits: 8, length: 0 },
      { kind: 'integer', precision: 8, scale: 0 },
    ],
    [
      'free text with proposals',
      {
        name: 'Subject',
        type: 'combobox',
        length: 255,
        picklistValues: [{ active: true, value: 'Call', label: null }],
      },
      { kind: 'text', values: [{ value: 'Call', label: 'Call' }] },
    ],
    [
      'rich text',
      { name: 'R__c', type: 'textarea', htmlFormatted: true, length: 32768 },
      { kind: 'html', length: 32768 },
    ],
    [
      'long text',
      { name: 'Description', type: 'textarea', length: 32000 },
      { kind: 'longtext', length: 32000 },
    ],
    ['file', { name: 'VersionData', type: 'base64' }, { kind: 'file' }],
    [
      'external id',
      { name: 'K__c', type: 'string', externalId: true, unique: true, custom: true },
      { externalId: true, unique: true, lookupKey: true, custom: true },
    ],
    [
      'retired value',
      {
        name: 'S',
        type: 'picklist',
        restrictedPicklist: true,
        picklistValues: [{ active: false, value: 'a', label: 'A' }],
      },
      { kind: 'picklist', restricted: true, values: [{ value: 'a', label: 'A', active: false }] },
    ],
  ];
  for (const [what, given, expected] of cases) {
    it(what, () => {
      const [schema] = objectSchema(describeOf('Thing', [given])).fields;
      for (const [name, value] of Object.entries(expected)) {
        assert.deepEqual(schema?.[name as keyof FieldSchema], value, name);
      }
    });
  }

  it("a note's text is HTML, and notes and files may stand for documents", () => {
    const note = objectSchema(describeOf('ContentNote', [{ name: 'Content', type: 'base64' }]));
    assert.equal(note.fields[0]?.kind, 'html');
    const link = objectSchema(
      describeOf('ContentDocumentLink', [
        { name: 'ContentDocumentId', type: 'reference', referenceTo: ['ContentDocument'] },
      ]),
    );
    assert.deepEqual(link.fields[0]?.references, ['ContentDocument', 'ContentNote', 'ContentVersion']);
  });

  const names: [string, Parameters<typeof field>[0][], string | undefined][] = [
    [
      'the name field',
      [
        { name: 'Label', type: 'string' },
        { name: 'Title', type: 'string', nameField: true },
      ],
      'Title',
    ],
    [
      'a label',
      [
        { name: 'DeveloperName', type: 'string' },
        { name: 'MasterLabel', type: 'string' },
      ],
      'MasterLabel',
    ],
    ['an API name', [{ name: 'DeveloperName', type: 'string' }], 'DeveloperName'],
    [
      'nothing that is not filtered on',
      [{ name: 'Name', type: 'string', nameField: true, filterable: false }],
      undefined,
    ],
    ['nothing', [{ name: 'Name__c', type: 'string' }], undefined],
  ];
  for (const [what, fields, expected] of names)
    it(`a record is found by ${what}`, () => {
      assert.equal(objectSchema(describeOf('Thing', fields)).nameField, expected);
    });
  it('a record that no query reads is found by nothing', () => {
    const thing = describeOf('Thing', [{ name: 'Name', type: 'string', nameField: true }]);
    assert.equal(objectSchema({ ...thing, queryable: false }).nameField, undefined);
  });

  it('record types by name, without the master, with their stages', () => {
    const type = {
      active: true,
      available: true,
      master: false,
      name: 'Big deals',
      developerName: 'Big',
      recordTypeId: '012A',
    };
    const describe = {
      ...describeOf('Opportunity', []),
      recordTypeInfos: [type, { ...type, master: true, developerName: 'Master', recordTypeId: '012M' }],
    };
    assert.deepEqual(objectSchema(describe, new Map([['012A', ['Won']]])).recordTypes, [
      { id: '012A', name: 'Big', label: 'Big deals', active: true, stages: ['Won'] },
    ]);
  });
});

const recorded = '../shared/specs/salesforce/describe';
describe('describe answers of a real org', function () {
  if (!existsSync(recorded)) {
    it.skip(`skipped: ${recorded} is not there`);
    return;
  }
  const files = readdirSync(recorded).filter((f) => f.endsWith('.json') && !f.startsWith('Global'));
  const required: Record<string, string[]> = {
    Account: ['Name'],
    Contact: ['LastName'],
    Lead: ['LastName', 'Company'],
    Opportunity: ['Name', 'StageName', 'CloseDate'],
    OpportunityContactRole: ['OpportunityId', 'ContactId'],
  };
  for (const file of files) {
    it(file, () => {
      const raw = JSON.parse(readFileSync(`${recorded}/${file}`, 'utf8')) as Describe;
      const schema = objectSchema(raw);
      assert.equal(schema.fields.length, raw.fields.length);
      assert.equal(schema.nameField, raw.name === 'OpportunityContactRole' ? undefined : 'Name');
      assert.deepEqual(
        schema.fields
          .filter((f) => f.required)
          .map((f) => f.name)
          .toSorted(),
        required[raw.name]?.toSorted(),
      );
      assert.equal(schema.fields.find((f) => f.name === 'Id')?.kind, 'id');
      for (const f of schema.fields.filter((x) => x.kind === 'reference'))
        assert.ok(f.references?.length, f.name);
      for (const f of raw.fields.filter((x) => x.type === 'picklist' && x.picklistValues.length > 0)) {
        const values = schema.fields.find((x) => x.name === f.name)?.values;
        assert.deepEqual(
          values?.map((v) => v.value),
          f.picklistValues.map((v) => v.value),
        );
      }
    });
  }
});
