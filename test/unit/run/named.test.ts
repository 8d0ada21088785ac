import assert from 'node:assert/strict';
import type { Expr, Fallback } from '@migmap/engine/mapping/ir';
import type { ObjectSchema } from '@migmap/engine/schema/types';
import type { Row } from '@migmap/engine/values';
import { fakeDestination, type FakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSchema, field } from '../../support/engine/fake-schema.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, literal, mapping, objectMap, or, owner, ref } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

/** Accounts have a name; a price book is nothing that the load makes, and a group is beside it. */
const schema: readonly ObjectSchema[] = [
  ...fakeSchema.map((o) =>
    o.name === 'Account'
      ? { ...o, nameField: 'Name' }
      : o.name === 'Contact'
        ? {
            ...o,
            fields: [
              ...o.fields,
              field('BookId', 'reference', { references: ['Book', 'Group'] }),
              field('NoteId', 'reference', { references: ['Note'] }),
            ],
          }
        : o,
  ),
  ...['Book', 'Group'].map((name): ObjectSchema => ({
    name,
    label: name,
    createable: false,
    updateable: false,
    deletable: false,
    idField: 'Id',
    nameField: 'Label',
    fields: [field('Label', 'text')],
  })),
];

interface Look {
  readonly object: string;
  readonly names: readonly unknown[];
}

/** A destination with price books, an account and a note, that notes what it was asked for by name. */
function start(): { destination: FakeDestination; looks: Look[]; ids: Readonly<Record<string, string>> } {
  const looks: Look[] = [];
  const bare = fakeDestination({ schema });
  const put = (object: string, values: Row) => bare.put(object, values);
  const ids = {
    standard: put('Book', { Label: 'Standard' }),
    support: put('Group', { Label: 'Support' }),
    first: put('Book', { Label: 'Twice' }),
    second: put('Group', { Label: 'Twice' }),
    acme: put('Account', { Name: 'Acme' }),
    note: put('Note', { Body: 'Standard' }),
  };
  const find: FakeDestination['find'] = (object, fields, rows, options) => {
    if (fields.length === 1 && ['Label', 'Name', 'Id'].includes(fields[0] ?? ''))
      looks.push({ object: `${object}.${fields[0]}`, names: rows.map((r) => r[fields[0] as string]) });
    return bare.find(object, fields, rows, options);
  };
  return { destination: { ...bare, find }, looks, ids };
}

describe('a text in a reference', () => {
  const folder = temporaryFolder();

  const people = (count: number): Row[] =>
    Array.from({ length: count }, (_, i) => ({ id: `p${i}`, last: `P${i}`, company: `c${i}`, book: null }));

  async function load(line: Expr | { value: Expr; otherwise: Fallback }, rows: Row[], name = 'BookId') {
    const { destination, looks, ids } = start();
    const plan = mapping([objectMap('Person', 'Contact', { LastName: from('last'), [name]: line })]);
    const outcome = await run(plan, fakeSource({ Person: rows }), destination, folder());
    const values = destination.all('Contact').map((c) => c.values[name] ?? null);
    const reasons = outcome.report.phases[0]?.reasons ?? [];
    return { values, reasons, looks, ids, outcome };
  }

  it('finds what it names in any object that the field takes, asking once for a name', async () => {
    const rows = people(5000).map((r, i): Row => ({ ...r, book: i % 2 ? 'standard' : 'Support' }));
    const { values, looks, ids, outcome } = await load(from('book'), rows);
    assert.equal(outcome.exitCode, 0, outcome.report.warnings.join('\n'));
    assert.deepEqual(new Set(values), new Set([ids.standard, ids.support]));
    assert.equal(values.length, 5000);
    const names = ['Support', 'standard'];
    assert.deepEqual(looks, [
      { object: 'Book.Label', names },
      { object: 'Group.Label', names },
    ]);
  });

  it('finds what it names by id', async () => {
    const { ids } = start();
    const { values } = await load(literal(ids.note as string), people(1), 'NoteId');
    assert.deepEqual(values, [ids.note]);
  });

  const held: [string, string, string, RegExp][] = [
    ['nothing', 'Gone', 'BookId', /^no Book or Group named “Gone” stands in the destination$/],
    ['several records', 'Twice', 'BookId', /^more than one Book or Group named “Twice” .* say which one/],
    ['nothing, where records have no name,', 'Standard', 'NoteId', /^no Note named “Standard”/],
  ];
  for (const [what, name, fieldName, reason] of held)
    it(`holds the record where it names ${what}`, async () => {
      const { values, reasons, outcome } = await load(literal(name), people(2), fieldName);
      assert.deepEqual(values, []);
      assert.equal(outcome.report.totals.held, 2);
      assert.equal(reasons.length, 1);
      assert.match((reasons[0]?.reason ?? '').replace('…', name), reason);
      assert.equal(reasons[0]?.field, fieldName);
    });

  it('gives way to else, which may be a name itself', async () => {
    const empty = await load({ value: literal('Gone'), otherwise: { kind: 'empty' } }, people(1));
    assert.deepEqual(empty.values, [null]);
    const other = await load(
      { value: literal('Gone'), otherwise: { kind: 'value', value: 'Standard' } },
      people(1),
    );
    assert.deepEqual(other.values, [other.ids.standard]);
    const neither = await load(
      { value: literal('Gone'), otherwise: { kind: 'value', value: 'Lost' } },
      people(1),
    );
    assert.match(neither.reasons[0]?.reason ?? '', /no Book or Group named/);
    assert.deepEqual(neither.values, []);
  });

  it('stands in for a reference or an owner that leads nowhere', async () => {
    const or1 = await load(or(ref(from('company'), 'Company'), literal('Support')), people(1));
    assert.deepEqual(or1.values, [or1.ids.support]);
    const other = { value: owner('nobody'), otherwise: { kind: 'value', value: 'Support' } } as const;
    const or2 = await load(other, [{ ...people(1)[0], nobody: null }]);
    assert.deepEqual(or2.values, [or2.ids.support]);
  });

  it('finds a record that an earlier phase of the load has made', async () => {
    const { destination } = start();
    const plan = mapping([
      objectMap('Person', 'Lead', { LastName: from('last') }),
      objectMap('Company', 'Account', { Name: from('name') }),
      objectMap('Call', 'Task', {
        Subject: from('id'),
        WhatId: or(ref(from('company'), 'Company'), from('customer')),
      }),
    ]);
    const source = fakeSource({
      Person: people(1),
      Company: [{ id: 'c1', name: 'New' }],
      Call: [{ id: 'k1', company: null, customer: 'New' }],
    });
    await run(plan, source, destination, folder());
    const account = destination.all('Account').find((a) => a.values['Name'] === 'New');
    assert.ok(account);
    assert.deepEqual(
      destination.all('Task').map((t) => t.values['WhatId']),
      [account.id],
    );
  });

  it('is found in the second pass too, after else as well', async () => {
    const { destination, ids } = start();
    const parent = (value: Expr, otherwise?: Fallback) => (otherwise ? { value, otherwise } : value);
    const plan = mapping([
      objectMap('Company', 'Account', {
        Name: from('name'),
        ParentId: parent(or(ref(from('parent'), 'Company'), from('group')), { kind: 'value', value: 'Acme' }),
      }),
    ]);
    const source = fakeSource({
      Company: [
        { id: 'c1', name: 'One', parent: 'c2', group: null },
        { id: 'c2', name: 'Two', parent: 'c9', group: 'ACME' },
        { id: 'c3', name: 'Three', parent: 'c9', group: 'Gone' },
      ],
    });
    const outcome = await run(plan, source, destination, folder());
    assert.equal(outcome.exitCode, 0, outcome.report.warnings.join('\n'));
    const accounts = new Map(destination.all('Account').map((a) => [a.values['Name'], a]));
    assert.equal(accounts.get('One')?.values['ParentId'], accounts.get('Two')?.id);
    assert.equal(accounts.get('Two')?.values['ParentId'], ids.acme);
    assert.equal(accounts.get('Three')?.values['ParentId'], ids.acme);
  });
});
