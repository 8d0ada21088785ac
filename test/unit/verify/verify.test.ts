import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openJournal } from '@migmap/engine/journal/journal';
import { unbroken } from '@migmap/engine/verify/seal';
import { verification, type Verification } from '@migmap/engine/verify/types';
import { verifyRun, type VerifyOptions } from '@migmap/engine/verify/verify';
import { crm } from '../../support/engine/crm.ts';
import { fakeDestination, type FakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource, type FakeSource } from '../../support/engine/fake-source.ts';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { from, mapping, objectMap } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

describe('verify', () => {
  const folder = temporaryFolder();
  const verify = async (
    state: string,
    id: string,
    world: { mapping: Mapping; source: FakeSource; destination: FakeDestination },
    options: Partial<VerifyOptions> = {},
  ): Promise<Verification> => {
    const journal = openJournal(join(state, 'crm', 'journal.sqlite'));
    try {
      const row = (await journal.runs.get(id))!;
      return verification.parse(
        await verifyRun({ run: row, journal, sourceCatalog: world.source.catalog, ...world, ...options }),
      );
    } finally {
      journal.close();
    }
  };

  it('finds a load clean, and then exactly what was tampered with: values, parents, deleted records', async () => {
    const destination = fakeDestination();
    const world = { ...crm(20, { createdTimes: true }), destination };
    const state = folder();
    const ran = await run(world.mapping, world.source, destination, state);
    assert.equal(ran.exitCode, 0);
    const clean = await verify(state, ran.run, world);
    assert.deepEqual([clean.problems, clean.clean], [[], true]);
    assert.deepEqual(
      clean.maps.map((m) => [m.loaded, m.checked]),
      clean.maps.map((m) => [m.loaded, m.loaded]),
    );
    assert.ok(clean.maps.every((m) => m.loaded > 0));
    assert.ok(unbroken(clean));
    assert.ok(!unbroken({ ...clean, clean: false }));

    const byKey = (object: string, key: string) =>
      destination.all(object).find((r) => r.values['Key__c'] === key)!.id;
    const tamper = (object: string, key: string, values: Record<string, string>) =>
      destination.write(
        {
          object,
          operation: 'update',
          channel: 'single',
          records: [{ key, id: byKey(object, key), values }],
        },
        { remember: async () => {} },
      );
    await tamper('Account', 'c3', { Name: 'Renamed' });
    await tamper('Contact', 'p1', { AccountId: byKey('Account', 'c0') });
    destination.remove('Task', byKey('Task', 'k2'));
    const told = await verify(state, ran.run, world);
    const lines = told.maps.flatMap((m) => m.lines.filter((l) => l.mismatches > 0).map((l) => ({ m, l })));
    const at = (map: string, name: string) =>
      `main.migmap:${world.mapping.maps.find((m) => m.id === map)!.fields.find((f) => f.field === name)!.at.line}`;
    assert.deepEqual(
      lines.map(({ m, l }) => [m.map, l.field, l.line, l.samples.map((s) => [s.at, s.expected, s.actual])]),
      [
        [
          'Company->Account',
          'Name',
          at('Company->Account', 'Name'),
          [['Company.csv:5', 'Company 3', 'Renamed']],
        ],
        [
          'Person->Contact',
          'AccountId',
          at('Person->Contact', 'AccountId'),
          [['Person.csv:3', byKey('Account', 'c7'), byKey('Account', 'c0')]],
        ],
      ],
    );
    assert.equal(told.maps.find((m) => m.object === 'Task')?.missing, 1);
    assert.equal(told.clean, false);
    assert.notEqual(told.hash, clean.hash);
  });

  it('takes the same sample for the same seed', async () => {
    const destination = fakeDestination();
    const source = fakeSource({
      Person: Array.from({ length: 60 }, (_, i) => ({ id: `p${i}`, last: `P ${i}` })),
    });
    const plan = mapping([objectMap('Person', 'Contact', { LastName: from('last') })]);
    const world = { mapping: plan, source, destination };
    const state = folder();
    const ran = await run(plan, source, destination, state);
    for (const c of destination.all('Contact'))
      await destination.write(
        {
          object: 'Contact',
          operation: 'update',
          channel: 'single',
          records: [{ key: c.id, id: c.id, values: { LastName: 'X' } }],
        },
        { remember: async () => {} },
      );
    const seen = async (seed: number) => {
      const told = await verify(state, ran.run, world, { sample: { records: 5, seed } });
      assert.equal(told.maps[0]?.checked, 5);
      assert.equal(told.maps[0].inSource, 60);
      return told.maps[0].lines.find((l) => l.field === 'LastName')!.samples.map((s) => s.at);
    };
    assert.deepEqual(await seen(7), await seen(7));
    assert.notDeepEqual(await seen(7), await seen(8));
  });
});
