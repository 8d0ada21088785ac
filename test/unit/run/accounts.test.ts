import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectMap } from '@migmap/engine/mapping/ir';
import { runReport } from '@migmap/engine/report/types';
import { runEvent } from '@migmap/engine/run/events';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import {
  at,
  element,
  equals,
  from,
  literal,
  mapping,
  objectMap,
  or,
  ref,
  refParent,
  refThis,
  through,
} from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

const account = objectMap('Company', 'Account', { Name: from('name') });

describe('every source record', () => {
  const folder = temporaryFolder();

  it('with an id that stands twice is accounted for, the second one held', async () => {
    const source = fakeSource({
      Company: [
        { id: 'c1', name: 'A' },
        { id: 'c1', name: 'B' },
        { id: 'c2', name: 'C' },
      ],
    });
    const destination = fakeDestination();
    const state = folder();
    const outcome = await run(mapping([account]), source, destination, state);
    assert.deepEqual(
      destination.all('Account').map((a) => a.values['Name']),
      ['A', 'C'],
    );
    assert.deepEqual([outcome.report.phases[0]?.inScope, outcome.report.totals.held], [3, 1]);
    const held = readFileSync(join(outcome.directory, 'held-Company.csv'), 'utf8');
    assert.match(held, /its id c1 stands twice[^\n]*Company\.csv:3,c1,B/);
  });

  it('stands in a hand-off file with its values, no and yes among them', async () => {
    const rows = [
      { id: 'c1', name: 'A', active: true },
      { id: 'c1', name: 'B', active: false },
      { id: 'c1', name: 'C', active: true },
    ];
    const outcome = await run(mapping([account]), fakeSource({ Company: rows }), fakeDestination(), folder());
    const held = readFileSync(join(outcome.directory, 'held-Company.csv'), 'utf8');
    assert.match(held, /,c1,B,false\n.*,c1,C,true\n/);
  });

  it('of two maps that write one key does not overwrite the other', async () => {
    const source = fakeSource({ Company: [{ id: '7', name: 'A' }], Partner: [{ id: '7', name: 'B' }] });
    const destination = fakeDestination();
    const plan = mapping([account, objectMap('Partner', 'Account', { Name: from('name') })]);
    const outcome = await run(plan, source, destination, folder());
    assert.deepEqual(
      destination.all('Account').map((a) => a.values['Name']),
      ['A'],
    );
    assert.equal(outcome.report.phases[1]?.counts.held, 1);
  });

  const fallbacks: [string, ObjectMap['fields'][number]['otherwise'], 'created' | 'held' | 'skipped'][] = [
    ['without else', undefined, 'held'],
    ['else empty', { kind: 'empty' }, 'created'],
    ['else skip', { kind: 'skip', why: 'no company' }, 'skipped'],
    ['else hold', { kind: 'hold' }, 'held'],
  ];
  for (const [name, otherwise, state] of fallbacks)
    it(`whose parent is not in the source, ${name}: ${state}`, async () => {
      const source = fakeSource({
        Company: [{ id: 'c1', name: 'A' }],
        Person: [{ id: 'p1', company: 'c9' }],
      });
      const value = ref(from('company'), 'Company');
      const person = objectMap('Person', 'Contact', {
        LastName: from('id'),
        AccountId: otherwise === undefined ? value : { value, otherwise },
      });
      const outcome = await run(mapping([account, person]), source, fakeDestination(), folder());
      assert.equal(outcome.report.phases[1]?.counts[state], 1);
      assert.equal(outcome.exitCode, state === 'held' ? 3 : 0);
    });

  it('that the destination refuses stands in failed.csv with its row, the field and the line', async () => {
    const source = fakeSource({
      Company: [
        { id: 'c1', name: 'bad' },
        { id: 'c2', name: 'good' },
      ],
    });
    const destination = fakeDestination({
      refuse: (_o, v) =>
        v['Name'] === 'bad'
          ? { class: 'validation', code: 'RULE', message: 'no bad names', fields: ['Name'] }
          : undefined,
    });
    const outcome = await run(mapping([account]), source, destination, folder());
    assert.equal(outcome.exitCode, 3);
    const line = `main.migmap:${account.fields[0]?.at.line}`;
    assert.deepEqual(outcome.report.phases[0]?.reasons, [
      {
        state: 'failed',
        reason: 'RULE: no bad names',
        field: 'Name',
        line,
        count: 1,
        samples: ['Company.csv:2'],
      },
    ]);
    assert.match(
      readFileSync(join(outcome.directory, 'failed-Company.csv'), 'utf8'),
      new RegExp(`RULE: no bad names,Name,${line},Company\\.csv:2,c1,bad`),
    );
  });

  it('refused by an atomic batch costs that one alone', async () => {
    const source = fakeSource({
      Company: Array.from({ length: 100 }, (_, i) => ({ id: `c${i}`, name: i % 33 === 7 ? 'bad' : 'good' })),
    });
    const destination = fakeDestination({
      capabilities: {
        channels: [
          {
            name: 'all',
            maxRecords: 50,
            maxBytes: 1e6,
            worthFrom: 0,
            atomic: true,
            costPerRequest: 1,
            inFlight: 2,
          },
        ],
      },
      refuse: (_o, v) =>
        v['Name'] === 'bad' ? { class: 'validation', code: 'RULE', message: 'no' } : undefined,
    });
    const outcome = await run(mapping([account]), source, destination, folder());
    assert.deepEqual([outcome.report.totals.created, outcome.report.totals.failed], [97, 3]);
  });

  it('of a split goes to one branch, or to what is left', async () => {
    const source = fakeSource({
      Lead: ['Customer', 'New', 'Odd'].map((status, i) => ({ id: `l${i}`, status })),
    });
    const split = (n: number, status: string, to: string) =>
      objectMap(
        'Lead',
        to,
        { LastName: from('id') },
        { where: equals(from('status'), literal(status)), split: { id: 'Lead', branch: n } },
      );
    const plan = mapping([split(0, 'Customer', 'Contact'), split(1, 'New', 'Lead')], {
      splits: [{ id: 'Lead', sourceObject: 'Lead', otherwise: { kind: 'hold' }, at: at() }],
    });
    const destination = fakeDestination();
    const outcome = await run(plan, source, destination, folder());
    assert.deepEqual([destination.all('Contact').length, destination.all('Lead').length], [1, 1]);
    assert.deepEqual(
      outcome.report.phases.map((p) => [p.id, p.inScope]),
      [
        ['Lead->Contact', 1],
        ['Lead->Lead', 1],
        ['Lead:otherwise', 1],
      ],
    );
    assert.match(readFileSync(join(outcome.directory, 'held-Lead.csv'), 'utf8'), /l2,Odd/);
  });

  it('of a list, beside its own record and found by another field', async () => {
    const source = fakeSource({
      Company: [{ id: 'c1', name: 'Acme' }],
      Person: [
        { id: 'p1', email: 'Ada@Example.org', company: 'c1' },
        { id: 'p2', email: 'bob@example.org', company: 'c1' },
      ],
      Meeting: [
        {
          id: 'm1',
          subject: 'Kick-off',
          company: 'c1',
          with: [{ email: 'ada@example.org' }, { email: 'nobody@example.org' }],
        },
      ],
    });
    const task = objectMap('Meeting', 'Task', { Subject: through(from('company'), 'Company', 'name') });
    const plan = mapping([
      account,
      objectMap('Person', 'Contact', { LastName: from('id'), Email: from('email') }),
      task,
      objectMap(
        'Meeting',
        'Link',
        { TaskId: refParent, ContactId: ref(element('w', 'email'), 'Person', 'email') },
        { each: { parent: task.id, list: ['with'], alias: 'w' }, key: undefined },
      ),
      objectMap(
        'Meeting',
        'Note',
        { Body: from('subject'), AccountId: ref(from('company'), 'Company') },
        { key: undefined },
      ),
      objectMap('Meeting', 'Lead', { LastName: or(refThis('Task'), literal('none')) }),
    ]);
    const destination = fakeDestination();
    const outcome = await run(plan, source, destination, folder());
    const [ada] = destination.all('Contact');
    const [made] = destination.all('Task');
    assert.equal(made?.values['Subject'], 'Acme');
    assert.deepEqual(
      destination.all('Link').map((l) => l.values),
      [{ TaskId: made?.id, ContactId: ada?.id }],
    );
    assert.equal(destination.all('Lead')[0]?.values['LastName'], made?.id);
    const links = outcome.report.phases.find((p) => p.destination === 'Link');
    assert.deepEqual([links?.inScope, links?.counts.created, links?.counts.held], [2, 1, 1]);
    assert.match(
      readFileSync(join(outcome.directory, 'held-Meeting.csv'), 'utf8'),
      /Meeting\.csv:2 element 1/,
    );
  });

  it('that cannot be read is counted, listed and makes the run incomplete', async () => {
    const badRows = [
      { object: 'Company', at: 'Company.csv:9', reason: '4 cells instead of 2', text: 'a,b,c,d' },
    ];
    const source = fakeSource({ Company: [{ id: 'c1', name: 'A' }] }, { badRows });
    const outcome = await run(mapping([account]), source, fakeDestination(), folder());
    assert.equal(outcome.exitCode, 3);
    assert.deepEqual(outcome.report.sources, [{ object: 'Company', records: 1, badRows: 1, fate: 'mapped' }]);
    assert.match(readFileSync(join(outcome.directory, 'bad-rows.csv'), 'utf8'), /Company\.csv:9/);
  });

  it('that is flagged is listed with a link; an export becomes a file; the report and events keep their schemas', async () => {
    const source = fakeSource({
      Company: [{ id: 'c1', name: 'A' }],
      Flow: [{ id: 'f1', name: '=cmd' }],
      Old: [{ id: 'o1' }],
    });
    const plan = mapping([{ ...account, flags: [{ why: 'look at it', at: at() }] }], {
      exports: [
        {
          sourceObject: 'Flow',
          path: 'flow.csv',
          columns: [{ name: 'flow', value: from('name'), at: at() }],
          at: at(),
        },
      ],
      skips: [{ object: 'Old', why: 'not needed', inventory: false, at: at() }],
    });
    const outcome = await run(plan, source, fakeDestination(), folder());
    assert.equal(outcome.exitCode, 0);
    assert.match(
      readFileSync(join(outcome.directory, 'review.csv'), 'utf8'),
      /look at it,Account,Account-1,https:/,
    );
    assert.equal(readFileSync(join(outcome.directory, 'exports/flow.csv'), 'utf8'), "flow\n'=cmd\n");
    assert.deepEqual(
      outcome.report.sources.map((s) => s.fate),
      ['mapped', 'exported', 'skipped'],
    );
    runReport.parse(JSON.parse(readFileSync(join(outcome.directory, 'report.json'), 'utf8')));
    for (const event of outcome.events) runEvent.parse(event);
    assert.equal(outcome.events.at(-1)?.event, 'end');
  });

  it('with a file is written with its bytes; a missing or too large file holds it', async () => {
    const source = fakeSource(
      { Doc: ['a.txt', 'gone.txt', 'big.txt'].map((path, i) => ({ id: `d${i}`, path })) },
      { files: { 'a.txt': 'hello', 'big.txt': 'x'.repeat(2_000_000) } },
    );
    const plan = mapping([
      objectMap(
        'Doc',
        'File',
        { Title: from('path'), Data: { kind: 'file', path: from('path') } },
        { key: undefined },
      ),
    ]);
    const destination = fakeDestination();
    const outcome = await run(plan, source, destination, folder());
    assert.deepEqual(
      destination.all('File').map((f) => f.values),
      [{ Title: 'a.txt', Data: 'file:a.txt' }],
    );
    assert.deepEqual(outcome.report.phases[0]?.reasons.map((r) => r.reason).toSorted(), [
      'the file … is larger than the 1 MB that the destination takes',
      'the file … is missing from the source',
    ]);
  });
});

describe('a reference to a record of which several were made', () => {
  const folder = temporaryFolder();
  const companies = [{ id: 'c1', name: 'Acme' }];
  const world = fakeSource({ Company: companies, Person: [{ id: 'p1', company: 'c1' }] });
  const person = objectMap('Person', 'Contact', {
    LastName: from('id'),
    AccountId: ref(from('company'), 'Company'),
  });
  const lead = objectMap('Company', 'Lead', { LastName: from('name') });

  it('means the one that the field can point at', async () => {
    const destination = fakeDestination();
    await run(mapping([lead, account, person]), world, destination, folder());
    assert.equal(destination.all('Contact')[0]?.values['AccountId'], destination.all('Account')[0]?.id);
  });

  it('waits for that one when it was held, whatever became of the other', async () => {
    const held = fakeSource({
      Company: [{ id: 'c1', name: 'x'.repeat(90) }],
      Person: [{ id: 'p1', company: 'c1' }],
    });
    const outcome = await run(mapping([lead, account, person]), held, fakeDestination(), folder());
    const reasons = outcome.report.phases.find((p) => p.id === person.id)?.reasons;
    assert.deepEqual(
      reasons?.map((r) => r.reason),
      ['its Company … (Account) was held'],
    );
  });

  it('says what it became when the field cannot point at that', async () => {
    const outcome = await run(mapping([lead, person]), world, fakeDestination(), folder());
    const reasons = outcome.report.phases.find((p) => p.id === person.id)?.reasons;
    assert.deepEqual(
      reasons?.map((r) => r.reason),
      ['its Company … became Lead, which AccountId cannot point at'],
    );
  });
});
