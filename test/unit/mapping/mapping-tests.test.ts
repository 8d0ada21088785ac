import assert from 'node:assert/strict';
import type { MappingTest } from '@migmap/engine/mapping/ir';
import { runMappingTests } from '@migmap/engine/mapping/mapping-tests';
import { mappingTestResult } from '@migmap/engine/mapping/test-result';
import { at, lines, mappingOf, objectMap } from './build.ts';
import { parseExpr } from './parse-expr.ts';

const split = { id: 's', sourceObject: 'Lead', otherwise: { kind: 'hold' }, at } as const;
const maps = [
  objectMap({
    id: 'customer',
    sourceObject: 'Lead',
    split: { id: 's', branch: 0 },
    where: parseExpr('status == "Customer"'),
    fields: lines({
      LastName: 'last_name',
      Email: 'email |> email',
      OwnerId: 'owner(owner) ?? migration_user()',
      QueueId: { kind: 'literal', value: 'Support' },
    }),
  }),
  objectMap({
    id: 'lead',
    sourceObject: 'Lead',
    destinationObject: 'Lead',
    split: { id: 's', branch: 1 },
    where: parseExpr('status == "New"'),
    fields: lines({
      Company: { kind: 'through', value: parseExpr('company_id'), object: 'Company', field: 'name' },
    }),
  }),
];

const queue = {
  name: 'QueueId',
  label: 'Queue',
  kind: 'reference',
  references: 'Group',
  externalId: false,
  unique: false,
  required: false,
  at,
} as const;

type Given = MappingTest['given'][number]['values'];

function failuresOf(given: Given, ...expect: MappingTest['expect']): readonly string[] {
  const company = { object: 'Company', values: { id: 'CO-1', name: 'Acme' } };
  const test = { name: 't', given: [company, { object: 'Lead', values: given }], expect, at };
  const mapping = mappingOf(maps, {
    splits: [split],
    tests: [test],
    declaredFields: [{ object: 'Contact', create: false, fields: [queue] }],
  });
  const [result] = runMappingTests(mapping);
  assert.deepEqual(mappingTestResult.parse(result), result);
  assert.equal(result?.passed, result?.failures.length === 0);
  return result?.failures ?? [];
}

const contact = (field: string, value: string) =>
  ({ kind: 'record', object: 'Contact', fields: [{ field, value }] }) as const;
const none = (object: string) => ({ kind: 'none', object }) as const;
const outcome = (object: string, what: 'held' | 'skipped') =>
  ({ kind: 'outcome', object, outcome: what }) as const;

const ada = { status: 'Customer', last_name: 'Lovelace', email: 'ADA@EX.ORG', owner: 'U-1' };

describe('mapping tests', () => {
  const cases: [string, Given, MappingTest['expect'][number], readonly string[]][] = [
    ['a field that is as expected', ada, contact('Email', 'ada@ex.org'), []],
    ['an owner, by its name in the source', ada, contact('OwnerId', 'U-1'), []],
    ['a record of the destination, by its name', ada, contact('QueueId', 'Support'), []],
    ['no other record', ada, none('Lead'), []],
    ['a record of another object', { status: 'New' }, none('Contact'), []],
    [
      'a field that differs',
      ada,
      contact('LastName', 'Byron'),
      ['Contact.LastName: expected "Byron", but it is "Lovelace"'],
    ],
    ['a field without a line', ada, contact('Phone', '1'), ['Contact.Phone: no line writes it']],
    [
      'a record that should not be',
      ada,
      none('Contact'),
      ['expected no Contact, but there is one that is loaded'],
    ],
    ['a held record', { ...ada, email: 'x' }, outcome('Contact', 'held'), []],
    [
      'a record that is held instead',
      { ...ada, email: 'x' },
      contact('Email', 'x'),
      ['expected Contact, but there is one held: is no e-mail address'],
    ],
    ['a record that no branch takes', { status: 'Odd' }, outcome('Lead', 'held'), []],
    [
      'a record that is not held',
      ada,
      outcome('Contact', 'held'),
      ['expected Contact held, but there is one that is loaded'],
    ],
    [
      'a field of another given record',
      { status: 'New', company_id: 'CO-1' },
      { kind: 'record', object: 'Lead', fields: [{ field: 'Company', value: 'Acme' }] },
      [],
    ],
  ];
  for (const [what, given, expectation, failures] of cases) {
    it(`${what}: ${failures.length === 0 ? 'passes' : 'fails'}`, () =>
      assert.deepEqual(failuresOf(given, expectation), failures));
  }
});
