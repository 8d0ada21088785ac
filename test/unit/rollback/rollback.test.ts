import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { openJournal } from '@migmap/engine/journal/journal';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { rollBack, type RollbackOptions } from '@migmap/engine/rollback/rollback';
import { RunInterrupted } from '@migmap/engine/run/stop';
import { rollbackResult } from '@migmap/engine/rollback/types';
import { crm } from '../../support/engine/crm.ts';
import { fakeDestination, type FakeDestination, type Fault } from '../../support/engine/fake-destination.ts';
import { fakeSchema } from '../../support/engine/fake-schema.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import type { KilledRun } from '../../support/engine/killed-run.ts';
import { from, mapping, objectMap, ref } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

/** Every live record, a null being the same as no value. */
function everything(destination: FakeDestination): unknown {
  return fakeSchema.map((o) => [
    o.name,
    destination.all(o.name).map((r) => [
      r.id,
      Object.entries(r.values)
        .filter(([, v]) => v !== null)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  ]);
}

describe('rollback', () => {
  const folder = temporaryFolder();
  const undo = async (
    state: string,
    id: string,
    plan: Mapping,
    destination: FakeDestination,
    options: Partial<RollbackOptions> = {},
  ) => {
    const journal = openJournal(join(state, 'crm', 'journal.sqlite'));
    try {
      const row = (await journal.runs.get(id))!;
      return rollbackResult.parse(
        await rollBack({ run: row, journal, mapping: plan, destination, pause: async () => {}, ...options }),
      );
    } finally {
      journal.close();
    }
  };
  const companies = [
    { id: 'c1', name: 'Acme', parent: null, phone: '1' },
    { id: 'c2', name: 'Acme West', parent: 'c1', phone: '2' },
    { id: 'c3', name: 'Acme East', parent: 'c1', phone: '3' },
  ];
  const people = [
    { id: 'p1', last: 'Lovelace', company: 'c2' },
    { id: 'p2', last: 'Hopper', company: 'c3' },
  ];
  const source = fakeSource({ Company: companies, Person: people });
  const plan = mapping([
    objectMap('Company', 'Account', {
      Name: from('name'),
      Phone: from('phone'),
      ParentId: ref(from('parent'), 'Company'),
    }),
    objectMap('Person', 'Contact', { LastName: from('last'), AccountId: ref(from('company'), 'Company') }),
  ]);
  const occupied = (options: Parameters<typeof fakeDestination>[0] = {}) => {
    const destination = fakeDestination(options);
    destination.put('Account', { Key__c: 'c3', Name: 'Old name', Website: 'https://example.org' });
    destination.put('Account', { Name: 'Somebody else' });
    return destination;
  };

  it('leaves the destination as it was: created records gone, changed ones restored; a new run loads anew', async () => {
    const destination = occupied();
    const before = everything(destination);
    const state = folder();
    const ran = await run(plan, source, destination, state);
    const loaded = everything(destination);
    assert.equal(destination.all('Account').length, 4);
    const done = await undo(state, ran.run, plan, destination);
    assert.deepEqual([done.state, done.counts.deleted, done.counts.left], ['rolled-back', 4, 0]);
    assert.deepEqual(everything(destination), before);
    await assert.rejects(undo(state, ran.run, plan, destination), /rolled back already/);

    const anew = await run(plan, source, destination, state);
    assert.deepEqual([anew.exitCode, anew.report.totals.created], [0, 4]);
    const links = (all: FakeDestination) => all.all('Account').filter((a) => a.values['ParentId']).length;
    assert.equal(links(destination), 2);
    assert.equal(JSON.stringify(everything(destination)).length, JSON.stringify(loaded).length);
  });

  it('undoes a whole CRM with lists, links and several maps of an object', async () => {
    const destination = fakeDestination();
    const world = crm(30, { createdTimes: true });
    const before = everything(destination);
    const state = folder();
    const ran = await run(world.mapping, world.source, destination, state);
    assert.equal(ran.exitCode, 0);
    const done = await undo(state, ran.run, world.mapping, destination);
    assert.deepEqual(done.left, []);
    assert.deepEqual(everything(destination), before);
  });

  it('leaves and lists what a person has edited, and the parents of that and of other people’s records', async () => {
    const destination = occupied();
    const state = folder();
    const ran = await run(plan, source, destination, state);
    const id = (object: string, key: string) =>
      destination.all(object).find((r) => r.values['Key__c'] === key)!.id;
    const edited = id('Contact', 'p1');
    const parent = id('Account', 'c2');
    await destination.write(
      {
        object: 'Contact',
        operation: 'update',
        channel: 'single',
        records: [{ key: 'x', id: edited, values: { LastName: 'King' } }],
      },
      { remember: async () => {} },
    );
    const theirs = destination.put('Contact', { LastName: 'Theirs', AccountId: id('Account', 'c1') });
    const done = await undo(state, ran.run, plan, destination);
    assert.deepEqual(
      done.left.map((l) => [l.object, l.id, l.why].join(': ')).toSorted(),
      [
        `Account: ${id('Account', 'c1')}: Contact ${theirs} still points at it`,
        `Account: ${parent}: Contact ${edited} still points at it`,
        `Contact: ${edited}: LastName was changed since`,
      ].toSorted(),
    );
    assert.equal(done.counts.deleted, 1);
  });

  it('goes on after an interruption, and comes to the same end', async () => {
    let fault: Fault | undefined;
    const destination = occupied({ fault: () => fault });
    const before = everything(destination);
    const state = folder();
    const ran = await run(plan, source, destination, state);
    fault = 'quota spent';
    const first = await undo(state, ran.run, plan, destination);
    assert.deepEqual([first.state, /LIMIT/.test(first.why ?? '')], ['interrupted', true]);
    fault = undefined;
    const done = await undo(state, ran.run, plan, destination);
    assert.deepEqual([done.state, done.left], ['rolled-back', []]);
    assert.deepEqual(everything(destination), before);
  });

  it('comes to the same end wherever it was cut off, before and after each of its requests', async () => {
    let cuts = 0;
    for (let n = 0, over = false; !over; n++)
      for (const when of ['before', 'after'] as const) {
        let left = n;
        const destination = occupied();
        const before = everything(destination);
        const state = folder();
        const ran = await run(plan, source, destination, state);
        const stop = (now: 'before' | 'after'): void => {
          if (left === 0 && now === when) throw new RunInterrupted('cut off');
        };
        const calls = ['read', 'find', 'write'] as const;
        const cut = { ...destination } as FakeDestination;
        for (const name of calls)
          Object.assign(cut, {
            async [name](...given: never[]) {
              stop('before');
              const answer = await (destination[name] as (...a: never[]) => Promise<unknown>)(...given);
              stop('after');
              left--;
              return answer;
            },
          });
        const first = await undo(state, ran.run, plan, cut);
        if (first.state === 'rolled-back') over = true;
        else {
          cuts++;
          const done = await undo(state, ran.run, plan, destination);
          assert.deepEqual([done.state, done.left, done.counts.gone], ['rolled-back', [], 0], `${when} ${n}`);
        }
        assert.deepEqual(everything(destination), before, `${when} ${n}`);
      }
    assert.ok(cuts > 20, `${cuts} cuts`);
  });

  for (const fault of ['answer lost after commit', 'unavailable', 'permuted', 'result missing'] as const)
    it(`is not put off by: ${fault}`, async () => {
      let on = false;
      const destination = occupied({ fault: (_b, n) => (on && n % 2 === 0 ? fault : undefined) });
      const before = everything(destination);
      const state = folder();
      const ran = await run(plan, source, destination, state);
      on = true;
      const done = await undo(state, ran.run, plan, destination);
      assert.deepEqual([done.state, done.left], ['rolled-back', []]);
      assert.deepEqual(everything(destination), before);
    });

  const instants: Pick<KilledRun, 'killAt' | 'when' | 'upsert' | 'createdTimes'>[] = [
    { killAt: 0, when: 'after commit', upsert: 'field', createdTimes: false },
    { killAt: 4, when: 'after commit', upsert: 'none', createdTimes: true },
    { killAt: 6, when: 'before commit', upsert: 'field', createdTimes: false },
    { killAt: 9, when: 'after commit', upsert: 'field', createdTimes: true },
  ];
  for (const instant of instants)
    it(`undoes a run that was killed ${instant.when} of request ${instant.killAt} and never resumed`, async function () {
      this.timeout(60_000);
      const dir = folder();
      const settings: KilledRun = {
        companies: 60,
        file: join(dir, 'crm.sqlite'),
        stateDir: join(dir, '.migmap'),
        jobs: false,
        ...instant,
      };
      const before = everything(fakeDestination({ file: settings.file }));
      const script = join(import.meta.dirname, '../../support/engine/killed-run.ts');
      const node = ['--conditions=migmap-source', '--disable-warning=ExperimentalWarning', script];
      const signal = await new Promise((settle) =>
        execFile(process.execPath, [...node, JSON.stringify(settings)], (error) => settle(error?.signal)),
      );
      assert.equal(signal, 'SIGKILL');
      const destination = fakeDestination({ file: settings.file, capabilities: { upsert: settings.upsert } });
      if (instant.when === 'after commit') assert.notDeepEqual(everything(destination), before);
      const journal = openJournal(join(settings.stateDir, 'crm', 'journal.sqlite'));
      const [row] = await journal.runs.list();
      journal.close();
      const done = await undo(settings.stateDir, row!.id, crm(60, instant).mapping, destination);
      assert.deepEqual(done.left, []);
      assert.deepEqual(everything(destination), before);
      await destination.close();
    });

  it('refuses while a later run stands on it', async () => {
    const destination = occupied();
    const state = folder();
    const first = await run(plan, source, destination, state);
    const changed = fakeSource({ Company: companies.map((c) => ({ ...c, phone: '9' })), Person: people });
    const second = await run(plan, changed, destination, state);
    await assert.rejects(undo(state, first.run, plan, destination), new RegExp(`rollback ${second.run}`));
    await undo(state, second.run, plan, destination);
    assert.equal(destination.all('Account').find((a) => a.values['Key__c'] === 'c1')?.values['Phone'], '1');
    const done = await undo(state, first.run, plan, destination);
    assert.deepEqual(done.left, []);
  });
});
