import assert from 'node:assert/strict';
import type { Row } from '@migmap/engine/values';
import { fakeDestination, type FakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap, ref } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

const companies: readonly Row[] = [
  { id: 'c1', name: 'Acme', phone: '1', site: null },
  { id: 'c2', name: 'Bolt', phone: '2', site: null },
  { id: 'c3', name: 'Corp', phone: '3', site: null },
];
const people: readonly Row[] = [
  { id: 'p1', last: 'Ada', company: 'c1' },
  { id: 'p2', last: 'Bob', company: 'c2' },
];
const plan = mapping([
  objectMap('Company', 'Account', { Name: from('name'), Phone: from('phone'), Website: from('site') }),
  objectMap('Person', 'Contact', { LastName: from('last'), AccountId: ref(from('company'), 'Company') }),
]);
const lineOfPhone = `main.migmap:${plan.maps[0]?.fields.find((f) => f.field === 'Phone')?.at.line}`;
const world = (changes: Readonly<Record<string, Row | null>> = {}, added: readonly Row[] = []) => {
  const change = (rows: readonly Row[]) =>
    rows.flatMap((r) => {
      const c = changes[r['id'] as string];
      return c === null ? [] : [{ ...r, ...c }];
    });
  return fakeSource({
    Company: change([...companies, ...added.filter((r) => 'name' in r)]),
    Person: change([...people, ...added.filter((r) => 'last' in r)]),
  });
};

function edit(destination: FakeDestination, object: string, key: string, values: Row): Promise<unknown> {
  return destination.write(
    {
      object,
      operation: 'update',
      channel: 'single',
      records: [{ key: 'x', id: idOf(destination, object, key), values }],
    },
    { remember: async () => {} },
  );
}
const record = (destination: FakeDestination, object: string, key: string) =>
  destination.all(object).find((r) => r.values['Key__c'] === key);
const idOf = (destination: FakeDestination, object: string, key: string) =>
  record(destination, object, key)!.id;

describe('a delta', () => {
  const folder = temporaryFolder();
  async function loaded() {
    const destination = fakeDestination();
    const state = folder();
    assert.equal((await run(plan, world(), destination, state)).exitCode, 0);
    const delta = (source: ReturnType<typeof world>, options = {}) =>
      run(plan, source, destination, state, { delta: true, ...options });
    return { destination, state, delta };
  }

  it('updates what changed in the source, keeps what a person edited, and lists what both did', async () => {
    const { destination, delta } = await loaded();
    await edit(destination, 'Account', 'c1', { Phone: 'by hand' });
    await edit(destination, 'Account', 'c2', { Phone: 'by hand', Name: 'Bolt & Nut' });
    await edit(destination, 'Account', 'c3', { Phone: '33' });
    const source = world({
      c1: { name: 'Acme 2', phone: '11' },
      c2: { name: 'Bolt & Nut' },
      c3: { phone: '33', site: 'https://corp.example' },
    });
    const told = await delta(source);
    assert.deepEqual(record(destination, 'Account', 'c1')?.values, {
      Key__c: 'c1',
      Name: 'Acme 2',
      Phone: 'by hand',
    });
    assert.deepEqual([told.report.totals.updated, told.report.totals.unchanged], [2, 3]);
    assert.deepEqual(
      told.report.delta?.conflicts.map((c) => [
        c.id,
        c.field,
        c.kind,
        c.sent,
        c.source,
        c.destination,
        c.line,
      ]),
      [
        [idOf(destination, 'Account', 'c1'), 'Phone', 'both', '1', '11', 'by hand', lineOfPhone],
        [idOf(destination, 'Account', 'c2'), 'Phone', 'destination', '2', '2', 'by hand', lineOfPhone],
      ],
    );
    assert.equal(record(destination, 'Account', 'c3')?.values['Website'], 'https://corp.example');
    assert.equal(destination.all('Account').length, 3);
  });
});
