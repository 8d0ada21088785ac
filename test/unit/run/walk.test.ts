import assert from 'node:assert/strict';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap, ref } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

describe('a load', () => {
  const folder = temporaryFolder();
  const companies = [
    { id: 'c1', name: 'Acme', parent: null },
    { id: 'c2', name: 'Acme West', parent: 'c1' },
    { id: 'c3', name: 'Lost', parent: 'c9' },
    { id: 'c4', name: 'Self', parent: 'c4' },
    { id: 'c5', name: null, parent: null },
  ];
  const people = [
    { id: 'p1', last: 'Lovelace', company: 'c2' },
    { id: 'p2', last: 'Hopper', company: 'c5' },
    { id: 'p3', last: 'Knuth', company: 'c9' },
  ];
  const source = fakeSource({ Company: companies, Person: people });
  const plan = mapping([
    objectMap('Company', 'Account', { Name: from('name'), ParentId: ref(from('parent'), 'Company') }),
    objectMap('Person', 'Contact', { LastName: from('last'), AccountId: ref(from('company'), 'Company') }),
  ]);

  it('puts records under their parents, and a second run changes nothing', async () => {
    const destination = fakeDestination();
    const state = folder();
    const first = await run(plan, source, destination, state);
    assert.equal(first.exitCode, 3);
    assert.equal(first.report.state, 'incomplete');
    const accounts = destination.all('Account');
    const id = (key: string) => accounts.find((a) => a.values['Key__c'] === key)?.id;
    assert.equal(accounts.length, 4);
    assert.equal(accounts.find((a) => a.values['Key__c'] === 'c2')?.values['ParentId'], id('c1'));
    assert.deepEqual(
      destination.all('Contact').map((c) => [c.values['Key__c'], c.values['AccountId']]),
      [['p1', id('c2')]],
    );
    const [company, person] = first.report.phases;
    assert.equal(company?.counts.created, 4);
    assert.equal(company?.counts.held, 1);
    assert.equal(company?.linkedInSecondPass, 1);
    assert.equal(person?.counts.held, 2);
    assert.deepEqual(person?.reasons.map((r) => r.reason).toSorted(), [
      'its Company … is not in the source, or no map takes it',
      'its Company … was held',
    ]);
    assert.ok(
      first.report.warnings.some((w) => w.includes('not in the source, or no map takes it (Company.csv:4)')),
      first.report.warnings.join('\n'),
    );

    const second = await run(plan, source, destination, state);
    assert.equal(destination.all('Account').length, 4);
    assert.equal(second.report.totals.unchanged, 5);
    assert.equal(second.report.totals.created, 0);
    assert.equal(second.report.totals.held, 3);
  });

  it('says of which of a record’s makings a reference was held', async () => {
    const destination = fakeDestination();
    const held = mapping([
      objectMap('Company', 'Account', { Name: from('name') }),
      objectMap('Company', 'Lead', { LastName: from('parent') }),
      objectMap('Person', 'Contact', { LastName: from('last') }),
      objectMap('Person', 'Task', { Subject: from('last'), WhoId: ref(from('company'), 'Company') }),
      objectMap(
        'Call',
        'Task',
        { Subject: from('id'), WhatId: ref(from('person'), 'Person') },
        { id: 'Call->Task' },
      ),
    ]);
    const calls = fakeSource({
      Company: [{ id: 'c1', name: 'Acme', parent: null }],
      Person: [{ id: 'p1', last: 'Lovelace', company: 'c1' }],
      Call: [{ id: 'k1', person: 'p1' }],
    });
    const { report } = await run(held, calls, destination, folder());
    const reasons = report.phases.flatMap((p) => p.reasons.map((r) => `${p.id}: ${r.reason}`));
    assert.ok(reasons.includes('Person->Task: its Company … (Lead) was held'), reasons.join('\n'));
    assert.ok(
      reasons.includes('Call->Task: its Person … became Contact, which WhatId cannot point at'),
      reasons.join('\n'),
    );
  });
});
