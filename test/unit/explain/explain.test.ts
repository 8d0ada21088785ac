import assert from 'node:assert/strict';
import { join } from 'node:path';
import { explainRecord } from '@migmap/engine/explain/explain';
import { explanation } from '@migmap/engine/explain/types';
import { openJournal } from '@migmap/engine/journal/journal';
import { keptMapping } from '@migmap/engine/run/kept-mapping';
import { fakeDestination, type FakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap, ref } from '../../support/engine/mapping.ts';
import { run, temporaryFolder, type Ran } from '../../support/engine/run.ts';

describe('explain', () => {
  const folder = temporaryFolder();
  const rows = [
    { id: 'c1', name: 'Acme', parent: null },
    { id: 'c2', name: 'Acme West', parent: 'c1' },
  ];
  const plan = mapping([
    objectMap('Company', 'Account', { Name: from('name'), ParentId: ref(from('parent'), 'Company') }),
  ]);
  const explain = async (state: string, ran: Ran, id: string) => {
    const journal = openJournal(join(state, 'crm', 'journal.sqlite'));
    try {
      return explanation.parse(await explainRecord(journal, ran.run, await keptMapping(ran.directory), id));
    } finally {
      journal.close();
    }
  };
  const idOf = (destination: FakeDestination, key: string): string =>
    destination.all('Account').find((a) => a.values['Key__c'] === key)?.id ?? '';

  it('goes from a record to row, lines, requests and answers, link included', async () => {
    const destination = fakeDestination();
    const state = folder();
    const ran = await run(plan, fakeSource({ Company: rows }), destination, state);
    const told = await explain(state, ran, idOf(destination, 'c2'));
    assert.deepEqual([told.object, told.createdBy], ['Account', ran.run]);
    const [source] = told.sources;
    assert.deepEqual([source?.object, source?.id, source?.at], ['Company', 'c2', 'Company.csv:3']);
    const lines = Object.fromEntries(plan.maps[0]!.fields.map((l) => [l.field, `main.migmap:${l.at.line}`]));
    assert.deepEqual(
      source?.fields.map((f) => [f.field, f.value, f.line, f.reads]),
      [
        ['Key__c', 'c2', `main.migmap:${plan.maps[0]!.at.line}`, ['id']],
        ['Name', 'Acme West', lines['Name'], ['name']],
        ['ParentId', idOf(destination, 'c1'), lines['ParentId'], ['parent']],
      ],
    );
    assert.deepEqual(
      source.requests.map((r) => [r.operation, r.attempt, r.answers]),
      [
        ['upsert', 1, [{ outcome: 'created', id: told.id }]],
        ['update', 1, [{ outcome: 'updated', id: told.id }]],
      ],
    );
    assert.deepEqual(source.requests[1]?.before, { ParentId: null });
  });

  it('tells every attempt and what the destination said of it', async () => {
    const destination = fakeDestination({ fault: (_b, n) => (n === 0 ? 'unavailable' : undefined) });
    const state = folder();
    const ran = await run(plan, fakeSource({ Company: rows.slice(0, 1) }), destination, state);
    const told = await explain(state, ran, idOf(destination, 'c1'));
    assert.deepEqual(
      told.sources[0]?.requests.map((r) => [r.attempt, r.answers.map((a) => a.outcome), r.error]),
      [
        [1, ['again'], 'UNAVAILABLE: try later'],
        [2, ['created'], undefined],
      ],
    );
  });

  it('keeps what an existing record held before', async () => {
    const destination = fakeDestination();
    const id = destination.put('Account', { Key__c: 'c1', Name: 'Old name' });
    const state = folder();
    const ran = await run(plan, fakeSource({ Company: rows.slice(0, 1) }), destination, state);
    const told = await explain(state, ran, id);
    assert.deepEqual(told.sources[0]?.requests[0]?.before, { Name: 'Old name', Key__c: 'c1' });
    assert.equal(told.createdBy, null);
  });

  it('says so of a record that no run has made, and names the run that wrote it otherwise', async () => {
    const destination = fakeDestination();
    const state = folder();
    const source = fakeSource({ Company: rows.slice(0, 1) });
    const ran = await run(plan, source, destination, state);
    await assert.rejects(explain(state, ran, 'Account-999'), /No record of the load became Account-999/);
    const other = { ...ran, run: 'nowhere' };
    await assert.rejects(explain(state, other, idOf(destination, 'c1')), /no run nowhere/);
  });
});
