import assert from 'node:assert/strict';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { checkText } from './check.ts';

async function compile(text: string, files?: Readonly<Record<string, string>>): Promise<Mapping> {
  const { mapping, diagnostics } = await checkText(text, { files });
  assert.ok(mapping, diagnostics.map((d) => `${d.code} ${d.message}`).join('\n'));
  return mapping;
}

function withoutSpan<T extends { at: unknown }>(node: T): Omit<T, 'at'> {
  const { at, ...rest } = node;
  assert.ok(at);
  return rest;
}

const field = (...path: string[]) => ({ kind: 'field', path });
const values = (mapping: Mapping, map = 0) =>
  Object.fromEntries(mapping.maps[map]!.fields.map((line) => [line.field, line.value]));

describe('the compiled mapping', () => {
  it('names everything by its API name', async () => {
    const mapping = await compile(
      'map Company -> Account { key ID => Old_Id__c `Account Name` = `Name` NumberOfEmployees = `Employee Count` }',
    );
    assert.deepEqual(values(mapping), { Name: field('name'), NumberOfEmployees: field('employee_count') });
    assert.deepEqual(mapping.maps[0]!.key, { source: ['id'], destination: 'Old_Id__c' });
  });

  it('inlines fragments, also in fragments, and lets the map win', async () => {
    const mapping = await compile(
      'fragment A { LastName = "a" FirstName = "a" } fragment B { use A key id => Old_Id__c flag "f" } map Contact -> Contact { use B LastName = last_name }',
    );
    assert.deepEqual(values(mapping), {
      LastName: field('last_name'),
      FirstName: { kind: 'literal', value: 'a' },
    });
    assert.equal(mapping.maps[0]!.key?.destination, 'Old_Id__c');
    assert.equal(mapping.maps[0]!.flags[0]!.why, 'f');
  });

  it('brings in what imported files share, with their own spans', async () => {
    const mapping = await compile(
      'migration T from oldcrm to newcrm import "./lib/v.migmap" map Contact -> Contact { use P }',
      {
        'lib/v.migmap': 'import "../w.migmap"\nfragment P { LastName = last_name via W }',
        'w.migmap': 'values W { "a" => "b" otherwise keep }',
      },
    );
    assert.deepEqual(Object.keys(mapping.tables), ['W']);
    assert.deepEqual(mapping.tables['W']!.otherwise, { kind: 'keep' });
    assert.deepEqual(mapping.maps[0]!.fields[0]!.at, { file: 'v.migmap', line: 2, column: 14 });
  });

  it('makes a map of every branch and of every list', async () => {
    const mapping = await compile(
      'split Lead { when status == "x" -> Contact { LastName = last_name } otherwise -> Lead { LastName = last_name Company = "y" } } map Activity -> Event { StartDateTime = occurred_at each attendees as p -> EventRelation { key p.email EventId = ref(parent) RelationId = ref(p.email of Contact.email) } } map Contact -> Contact { LastName = last_name }',
    );
    const heads = mapping.maps.map(({ id, split, each, key }) => ({
      id,
      ...(split && { split }),
      ...(each && { each }),
      ...(key && { key }),
    }));
    assert.deepEqual(heads, [
      { id: 'Lead->Contact', split: { id: 'split Lead', branch: 0 } },
      { id: 'Lead->Lead', split: { id: 'split Lead', branch: 1 } },
      { id: 'Activity->Event' },
      {
        id: 'Activity->EventRelation',
        each: { parent: 'Activity->Event', list: ['attendees'], alias: 'p' },
        key: { source: ['p', 'email'] },
      },
      { id: 'Contact->Contact' },
    ]);
    assert.deepEqual(values(mapping, 3), {
      EventId: { kind: 'ref', target: { kind: 'parent' } },
      RelationId: {
        kind: 'ref',
        target: {
          kind: 'record',
          objects: ['Contact'],
          field: 'email',
          value: { kind: 'field', scope: 'p', path: ['email'] },
        },
      },
    });
    assert.equal(mapping.splits[0]!.otherwise, undefined);
  });

  it('tells maps of the same objects apart', async () => {
    const mapping = await compile(
      'map Activity as a where a.type == "x" -> Task { } map Activity -> Task { }',
    );
    assert.deepEqual(
      mapping.maps.map((map) => map.id),
      ['Activity->Task', 'Activity->Task#2'],
    );
    assert.deepEqual(mapping.maps[0]!.where, {
      kind: 'binary',
      operator: '==',
      left: field('type'),
      right: { kind: 'literal', value: 'x' },
    });
  });

  it('goes through references', async () => {
    const mapping = await compile(
      'map Contact -> Contact { LastName = last_name Description = company_id.parent_id.name }',
    );
    const company = { kind: 'through', value: field('company_id'), object: 'Company', field: 'parent_id' };
    assert.deepEqual(values(mapping)['Description'], {
      kind: 'through',
      value: company,
      object: 'Company',
      field: 'name',
    });
  });

  it('refers to every object that a field may point at, and to ids without naming them', async () => {
    const mapping = await compile(
      'map Company -> Account { Name = name } map Contact -> Contact { LastName = last_name } map Attachment -> File { Title = filename ParentId = ref(parent_id) } map Activity -> Task { WhatId = ref(about_id of Company.id) }',
    );
    const ref = (objects: string[], path: string) => ({
      kind: 'ref',
      target: { kind: 'record', objects, value: field(path) },
    });
    assert.deepEqual(values(mapping, 2)['ParentId'], ref(['Contact', 'Company'], 'parent_id'));
    assert.deepEqual(values(mapping, 3)['WhatId'], ref(['Company'], 'about_id'));
  });

  it('takes pipeline and stage through the block of the two objects', async () => {
    const mapping = await compile(
      'pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName { "Sales" => "Enterprise" { "New" => "Qualification" at 10% } otherwise hold } map Deal -> Opportunity { Name = stage CloseDate = expected_close_date RecordTypeId = pipeline StageName = stage }',
    );
    assert.deepEqual(values(mapping), {
      Name: field('stage'),
      CloseDate: field('expected_close_date'),
      RecordTypeId: { kind: 'pipeline', block: 0, part: 'pipeline' },
      StageName: { kind: 'pipeline', block: 0, part: 'stage' },
    });
    assert.deepEqual(mapping.pipelines[0]!.pipelines, [
      {
        source: 'Sales',
        destination: 'Enterprise',
        stages: [{ source: 'New', destination: 'Qualification', probability: 10 }],
      },
    ]);
  });

  it('says what each else means', async () => {
    const mapping = await compile(
      'map Company -> Account { Name = name else "None" Website = domain else skip "no web" NumberOfEmployees = employee_count else -1 }',
    );
    assert.deepEqual(
      mapping.maps[0]!.fields.map((line) => line.otherwise),
      [
        { kind: 'value', value: 'None' },
        { kind: 'skip', why: 'no web' },
        { kind: 'value', value: -1 },
      ],
    );
  });

  it('declares fields with their types', async () => {
    const mapping = await compile(
      'fields Account { A__c : Number(16, 2) required "A" B__c : Picklist("x", "y") C__c : MultiPicklist(values of status) D__c : Reference(Contact) E__c : Text(18) external id unique } map Lead -> Account { Name = status A__c = 1 }',
    );
    const [account] = mapping.declaredFields;
    assert.deepEqual(account?.object, 'Account');
    assert.deepEqual(account.fields.map(withoutSpan), [
      {
        name: 'A__c',
        label: 'A',
        kind: 'number',
        precision: 16,
        scale: 2,
        externalId: false,
        unique: false,
        required: true,
      },
      {
        name: 'B__c',
        label: 'B__c',
        kind: 'picklist',
        values: ['x', 'y'],
        externalId: false,
        unique: false,
        required: false,
      },
      {
        name: 'C__c',
        label: 'C__c',
        kind: 'multipicklist',
        valuesOf: 'Lead.status',
        externalId: false,
        unique: false,
        required: false,
      },
      {
        name: 'D__c',
        label: 'D__c',
        kind: 'reference',
        references: 'Contact',
        externalId: false,
        unique: false,
        required: false,
      },
      {
        name: 'E__c',
        label: 'E__c',
        kind: 'text',
        length: 18,
        externalId: true,
        unique: true,
        required: false,
      },
    ]);
  });

  it('keeps tests with their values', async () => {
    const mapping = await compile(
      'map Lead -> Lead { LastName = last_name Company = "x" } test "t" { given Lead { `Last Name` = "L" email = empty } expect Lead { LastName = "L" } expect no Contact expect Lead held }',
    );
    const test = withoutSpan(mapping.tests[0]!);
    assert.deepEqual(test, {
      name: 't',
      given: [{ object: 'Lead', values: { last_name: 'L', email: null } }],
      expect: [
        { kind: 'record', object: 'Lead', fields: [{ field: 'LastName', value: 'L' }] },
        { kind: 'none', object: 'Contact' },
        { kind: 'outcome', object: 'Lead', outcome: 'held' },
      ],
    });
  });

  it('is plain data: what JSON keeps is all there is', async () => {
    const mapping = await compile(
      'skip Workflow "x" inventory map Lead -> Lead { LastName = last_name Company = "x" skip email "y" }',
    );
    assert.deepEqual(JSON.parse(JSON.stringify(mapping)), mapping);
    assert.deepEqual(mapping.maps[0]!.skippedFields, [{ field: 'email', why: 'y' }]);
  });

  it('is not made of a text with an error', async () => {
    const { mapping } = await checkText('map Lead -> Lead { }');
    assert.equal(mapping, undefined);
  });
});
