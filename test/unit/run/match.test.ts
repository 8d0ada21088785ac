import assert from 'node:assert/strict';
import type { MatchRule } from '@migmap/engine/mapping/ir';
import type { Row } from '@migmap/engine/values';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource, textOf } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap, ref } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

function world(onConflict: MatchRule['onConflict'], companies: readonly Row[]) {
  return {
    source: fakeSource({
      Company: companies,
      Person: companies.map((c) => ({ id: `of ${textOf(c['id'])}`, company: textOf(c['id']) })),
    }),
    mapping: mapping([
      objectMap(
        'Company',
        'Account',
        { Name: from('name'), Website: from('web'), Phone: from('phone') },
        { match: { fields: ['Website'], onConflict } },
      ),
      objectMap('Person', 'Contact', { LastName: from('id'), AccountId: ref(from('company'), 'Company') }),
    ]),
  };
}

describe('matching', () => {
  const folder = temporaryFolder();
  const company = { id: 'c1', name: 'Acme', web: 'acme.example', phone: '1' };

  const existing: { onConflict: MatchRule['onConflict']; state: string; after: Row; children: number }[] = [
    { onConflict: 'fill', state: 'updated', after: { Name: 'Old', Phone: '1' }, children: 1 },
    { onConflict: 'update', state: 'updated', after: { Name: 'Acme', Phone: '1' }, children: 1 },
    { onConflict: 'skip', state: 'skipped', after: { Name: 'Old' }, children: 1 },
    { onConflict: 'hold', state: 'held', after: { Name: 'Old' }, children: 0 },
  ];
  for (const c of existing)
    it(`an existing record, on conflict ${c.onConflict}: ${c.state}, its children ${c.children ? 'under it' : 'wait'}`, async () => {
      const { source, mapping: m } = world(c.onConflict, [company]);
      const destination = fakeDestination();
      const id = destination.put('Account', { Name: 'Old', Website: 'ACME.example' });
      const state = folder();
      const outcome = await run(m, source, destination, state);
      const [account, ...others] = destination.all('Account');
      assert.deepEqual(others, []);
      for (const [f, v] of Object.entries(c.after)) assert.equal(account?.values[f], v, f);
      assert.equal(outcome.report.phases[0]?.counts[c.state as 'held'], 1);
      assert.deepEqual(
        destination.all('Contact').map((x) => x.values['AccountId']),
        c.children ? [id] : [],
      );
      const again = await run(m, source, destination, state);
      assert.equal(destination.all('Account').length, 1);
      assert.equal(again.report.totals.created, 0);
      assert.equal(again.report.totals.updated, 0);
    });

  it('two source records that are one: the second fills what the first lacks, and children of both are under it', async () => {
    const { source, mapping: m } = world('fill', [
      { ...company, phone: null },
      { id: 'c2', name: 'ACME Inc', web: 'Acme.example', phone: '2' },
    ]);
    const destination = fakeDestination();
    const state = folder();
    const outcome = await run(m, source, destination, state);
    const accounts = destination.all('Account');
    assert.equal(accounts.length, 1);
    assert.equal(accounts[0]?.values['Name'], 'Acme');
    assert.equal(accounts[0]?.values['Phone'], '2');
    assert.equal(accounts[0]?.values['Key__c'], 'c1');
    assert.equal(outcome.report.phases[0]?.counts.merged, 1);
    assert.equal(outcome.report.phases[0]?.reasons[0]?.reason, 'the same record as …');
    assert.equal(outcome.exitCode, 0);
    assert.deepEqual(
      destination.all('Contact').map((c) => c.values['AccountId']),
      [accounts[0]?.id, accounts[0]?.id],
    );
    const again = await run(m, source, destination, state);
    assert.deepEqual([again.report.totals.merged, again.report.totals.unchanged], [1, 3]);
  });

  it('two source records that are one, and the first is refused: the second is loaded or waits, never lost', async () => {
    const { source, mapping: m } = world('fill', [
      { ...company, name: 'x'.repeat(100) },
      { ...company, id: 'c2' },
    ]);
    const destination = fakeDestination();
    const outcome = await run(m, source, destination, folder());
    const counts = outcome.report.phases[0]!.counts;
    assert.equal(counts.created + counts.held + counts.failed + counts.merged, 2);
    assert.equal(destination.all('Account').length, counts.created);
  });

  it('two existing records: held, not guessed', async () => {
    const { source, mapping: m } = world('fill', [company]);
    const destination = fakeDestination();
    for (const Name of ['One', 'Two']) destination.put('Account', { Name, Website: 'acme.example' });
    const outcome = await run(m, source, destination, folder());
    assert.match(outcome.report.phases[0]?.reasons[0]?.reason ?? '', /^2 records of the destination/);
    assert.equal(outcome.exitCode, 3);
  });

  it('a record without the match value matches nothing', async () => {
    const { source, mapping: m } = world('fill', [
      { ...company, web: null },
      { ...company, id: 'c2', web: null },
    ]);
    const destination = fakeDestination();
    await run(m, source, destination, folder());
    assert.equal(destination.all('Account').length, 2);
  });
});
