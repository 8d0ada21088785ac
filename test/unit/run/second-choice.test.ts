import assert from 'node:assert/strict';
import type { Expr } from '@migmap/engine/mapping/ir';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import {
  at,
  equals,
  from,
  literal,
  mapping,
  objectMap,
  or,
  ref,
  type Lines,
} from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

/** `WhatId = ref(first) ?? ref(second)`: when the second may take the place of the first. */
describe('the second choice of a reference', () => {
  const folder = temporaryFolder();
  const either = or(ref(from('company'), 'Company'), ref(from('other'), 'Company'));
  const people: Lines = { LastName: from('last') };
  const lead = (branch: number, where?: Expr) =>
    objectMap('Person', 'Lead', people, { split: { id: 's', branch }, where });

  const cases: Readonly<Record<string, readonly [company: string | null, expected: string | RegExp]>> = {
    'an empty reference leads on': [null, 'second'],
    'a name that nothing has leads on': ['c9', 'second'],
    'a record that the mapping skips leads on': ['skipped', 'second'],
    'a loaded record is taken': ['c1', /^Account-/],
    'a held record holds what points at it': ['c2', 'its Company … was held'],
    'a failed record holds what points at it': ['c3', 'its Company … was failed'],
    'records of which either may be meant hold what points at them': [
      'twice',
      'several records were made from Company …; say which one is meant',
    ],
  };
  for (const [title, [company, expected]] of Object.entries(cases)) {
    it(title, async () => {
      const plan = mapping([
        objectMap('Company', 'Account', {
          Name: { value: from('name'), otherwise: { kind: 'hold' } },
          Phone: { value: from('phone'), otherwise: { kind: 'skip', why: 'no phone' } },
        }),
        objectMap(
          'Company',
          'Account',
          { Name: literal('Twin') },
          {
            id: 'twin',
            key: { source: ['name'] },
            where: equals(from('id'), literal('twice')),
          },
        ),
        objectMap('Call', 'Task', { Subject: literal('x'), WhatId: either }, { id: 'Call->Task' }),
      ]);
      const companies = [
        { id: 'second', name: 'Second', phone: '1' },
        { id: 'c1', name: 'Acme', phone: '1' },
        { id: 'c2', name: null, phone: '1' },
        { id: 'c3', name: 'Refused', phone: '1' },
        { id: 'skipped', name: 'Quiet', phone: null },
        { id: 'twice', name: 'Two', phone: '1' },
      ];
      const destination = fakeDestination({
        refuse: (_, values) =>
          values['Name'] === 'Refused' ? { class: 'validation', code: 'NO', message: 'no' } : undefined,
      });
      const source = fakeSource({ Company: companies, Call: [{ id: 'k', company, other: 'second' }] });
      const { report } = await run(plan, source, destination, folder());
      const [task] = destination.all('Task');
      const second = destination.all('Account').find((a) => a.values['Key__c'] === 'second')?.id;
      const reasons = report.phases.find((p) => p.destination === 'Task')?.reasons.map((r) => r.reason);
      if (expected === 'second') assert.equal(task?.values['WhatId'], second, reasons?.join());
      else if (expected instanceof RegExp) {
        assert.match(String(task?.values['WhatId'] as string), expected);
        assert.notEqual(task?.values['WhatId'], second);
      } else assert.deepEqual([task, reasons], [undefined, [expected]]);
    });
  }

  it('waits for what no branch of a split has taken, and follows when it is loaded', async () => {
    const calls = [{ id: 'k', person: 'p1', other: 'p2' }];
    const plan = mapping(
      [
        lead(0, equals(from('status'), literal('lead'))),
        objectMap('Call', 'Task', { WhoId: or(ref(from('person'), 'Person'), ref(from('other'), 'Person')) }),
      ],
      { splits: [{ id: 's', sourceObject: 'Person', otherwise: { kind: 'hold' }, at: at() }] },
    );
    const destination = fakeDestination();
    const state = folder();
    const sourceWith = (status: string) =>
      fakeSource({
        Person: [
          { id: 'p1', last: 'Lovelace', status },
          { id: 'p2', last: 'Hopper', status: 'lead' },
        ],
        Call: calls,
      });
    const first = await run(plan, sourceWith('undecided'), destination, state);
    assert.deepEqual([first.report.totals.held, destination.all('Task').length], [2, 0]);
    await run(plan, sourceWith('lead'), destination, state);
    const loaded = destination.all('Lead').find((l) => l.values['Key__c'] === 'p1');
    assert.deepEqual(
      destination.all('Task').map((task) => task.values['WhoId']),
      [loaded?.id],
    );
  });
});
