import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { reportHtml } from '@migmap/engine/report/html';
import { runReport } from '@migmap/engine/report/types';
import { runEvent } from '@migmap/engine/run/events';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';
import { conflictsOf, loaded, plan, world } from './worlds.ts';

const lineOf = (field: string) =>
  `main.migmap:${plan.maps[0]?.fields.find((f) => f.field === field)?.at.line}`;

describe('a delta', () => {
  const folder = temporaryFolder();

  it('updates what changed in the source, keeps what a person edited, and lists it', async () => {
    const { destination, delta, edit, record } = await loaded(folder());
    await edit('Account', 'c1', { Phone: 'by hand' });
    await edit('Account', 'c2', { Phone: 'by hand', Name: 'Bolt & Nut' });
    await edit('Account', 'c3', { Phone: '33' });
    const told = await delta(
      world({
        c1: { name: 'Acme 2', phone: '11' },
        c2: { name: 'Bolt & Nut' },
        c3: { phone: '33', site: 'https://corp.example' },
      }),
    );
    assert.deepEqual(record('Account', 'c1').values, { Key__c: 'c1', Name: 'Acme 2', Phone: 'by hand' });
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
        [record('Account', 'c1').id, 'Phone', 'both', '1', '11', 'by hand', lineOf('Phone')],
        [record('Account', 'c2').id, 'Phone', 'destination', '2', '2', 'by hand', lineOf('Phone')],
      ],
    );
    assert.equal(record('Account', 'c3').values['Website'], 'https://corp.example');
    assert.equal(destination.all('Account').length, 3);
  });

  it('sends only the fields that changed', async () => {
    const { destination, delta } = await loaded(folder());
    await delta(world({ c1: { phone: '11' } }));
    assert.deepEqual(
      destination.requests.at(-1)?.records.map((r) => r.values),
      [{ Phone: '11' }],
    );
  });

  it('writes nothing where nothing has changed, and creates what is new under what was there', async () => {
    const { destination, delta, record } = await loaded(folder());
    const before = destination.requests.length;
    const idle = await delta(world());
    assert.deepEqual(
      [idle.exitCode, idle.report.totals.unchanged, destination.requests.length],
      [0, 5, before],
    );
    const told = await delta(
      world({ c4: { name: 'Dyne' }, p3: { last: 'Cy', company: 'c4' }, p4: { last: 'Di', company: 'c1' } }),
    );
    assert.deepEqual([told.exitCode, told.report.totals.created, told.report.totals.unchanged], [0, 3, 5]);
    assert.equal(record('Contact', 'p3').values['AccountId'], record('Account', 'c4').id);
    assert.equal(record('Contact', 'p4').values['AccountId'], record('Account', 'c1').id);
    for (const p of told.report.phases) assert.ok(p.balanced, p.id);
  });

  it('tells of a conflict in each delta until both sides say the same, and never overwrites it', async () => {
    const { delta, edit, record } = await loaded(folder());
    await edit('Account', 'c1', { Phone: 'by hand' });
    const source = world({ c1: { phone: '11' } });
    for (let i = 0; i < 2; i++) {
      assert.deepEqual(conflictsOf(await delta(source)), ['Account.Phone both']);
      assert.equal(record('Account', 'c1').values['Phone'], 'by hand');
    }
    await edit('Account', 'c1', { Phone: '11' });
    assert.deepEqual(conflictsOf(await delta(source)), []);
    // Agreed upon by both, it is the source's again.
    assert.deepEqual(conflictsOf(await delta(world({ c1: { phone: '111' } }))), []);
    assert.equal(record('Account', 'c1').values['Phone'], '111');
  });

  for (const also of [{}, { name: 'Acme 2' }] as { name: string }[])
    it(`keeps what a person writes after it has looked${'name' in also ? ', and sends the rest' : ''}`, async () => {
      const it = await loaded(folder());
      const read = it.destination.read.bind(it.destination);
      let looked = 0;
      // Looks twice: to decide, and for the image before it is sent.
      it.destination.read = async (...asked) => {
        if (asked[2].includes('Phone') && ++looked === 2)
          await it.edit('Account', 'c1', { Phone: 'by hand' });
        return read(...asked);
      };
      for (let i = 0; i < 2; i++) {
        const told = await it.delta(world({ c1: { phone: '11', ...also } }));
        assert.deepEqual([told.exitCode, conflictsOf(told)], [0, ['Account.Phone both']]);
        const { Name, Phone } = it.record('Account', 'c1').values;
        assert.deepEqual([Name, Phone], ['name' in also ? 'Acme 2' : 'Acme', 'by hand']);
      }
      assert.ok(looked >= 2);
    });

  it('lets a retry after it keep what it has kept', async () => {
    const { destination, state, delta, edit, record } = await loaded(folder());
    await edit('Account', 'c1', { Phone: 'by hand' });
    const refusing = await delta(world({ c1: { phone: '11', name: 'x'.repeat(81) } }));
    assert.equal(refusing.exitCode, 3);
    const retried = await run(plan, world({ c1: { phone: '11', name: 'Acme 2' } }), destination, state, {
      retryHeld: true,
    });
    assert.deepEqual([retried.exitCode, conflictsOf(retried)], [0, ['Account.Phone both']]);
    const { Name, Phone } = record('Account', 'c1').values;
    assert.deepEqual([Name, Phone], ['Acme 2', 'by hand']);
  });

  it('hands its conflicts over: conflicts.csv, report.json, the page, an event', async () => {
    const { delta, edit, record } = await loaded(folder());
    await edit('Account', 'c1', { Phone: '=cmd <b>' });
    const told = await delta(world({ c1: { phone: '11' }, p2: null }));
    const { id } = record('Account', 'c1');
    const [row, ...more] = parse(readFileSync(join(told.directory, 'conflicts.csv')), {
      columns: true,
    }) as Record<string, string>[];
    assert.deepEqual(more, []);
    assert.deepEqual(row, {
      object: 'Account',
      record: id,
      link: `https://crm.example.org/Account/${id}`,
      field: 'Phone',
      what: 'changed in the source and in the destination',
      sent: '1',
      source: '11',
      destination: "'=cmd <b>",
      line: lineOf('Phone'),
      'source row': 'Company.csv:2',
      'source id': 'c1',
    });
    const report = runReport.parse(JSON.parse(readFileSync(join(told.directory, 'report.json'), 'utf8')));
    assert.deepEqual(report.delta?.counts, { conflicts: 1, listed: 1, deleted: 0, left: 0 });
    assert.ok(report.files['conflicts.csv'] && report.files['deleted.csv']);
    const page = reportHtml(report);
    assert.match(
      page,
      /Kept as they are in the destination[\s\S]*=cmd &lt;b&gt;[\s\S]*No longer in the source/,
    );
    assert.match(page, new RegExp(`upon run <code>${report.delta?.since}`));
    const events = told.events.map((e) => runEvent.parse(e));
    assert.ok(events.some((e) => e.event === 'start' && e.delta === true));
    assert.deepEqual(
      events.find((e) => e.event === 'delta'),
      { event: 'delta', conflicts: 1, listed: 1, deleted: 0, left: 0 },
    );
  });

  it('says that there is nothing to compare with where nothing was loaded', async () => {
    await assert.rejects(
      run(plan, world(), fakeDestination(), folder(), { delta: true }),
      /run without --delta first/,
    );
  });

  it('stands behind the same gates as a run', async () => {
    const { delta } = await loaded(folder());
    const told = await delta(world({ c1: { phone: '11' } }), { stage: 'production' });
    assert.equal(told.exitCode, 2);
    assert.deepEqual(
      told.report.gates.filter((g) => !g.open).map((g) => g.gate),
      ['signoff'],
    );
  });
});
