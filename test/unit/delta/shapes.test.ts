import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { purgeRuns } from '@migmap/engine/purge/purge';
import { explainRecord } from '@migmap/engine/explain/explain';
import { openJournal } from '@migmap/engine/journal/journal';
import type { Mapping, ObjectMap } from '@migmap/engine/mapping/ir';
import type { Row } from '@migmap/engine/values';
import type { FakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource, textOf } from '../../support/engine/fake-source.ts';
import {
  element,
  equals,
  from,
  literal,
  mapping,
  objectMap,
  ref,
  refParent,
} from '../../support/engine/mapping.ts';
import { temporaryFolder } from '../../support/engine/run.ts';
import { conflictsOf, departedOf, loaded } from './worlds.ts';

/** Calls with a list of people, a company tree, leads that become customers. */
describe('the shapes of a delta', () => {
  const folder = temporaryFolder();

  describe('lists', () => {
    const people = ['p1', 'p2', 'p3', 'p4'].map((id) => ({ id, last: id }));
    const world = (list: readonly string[]) =>
      fakeSource({ Person: people, Call: [{ id: 'k1', subject: 'Call', people: list as string[] }] });
    const plan = mapping([
      objectMap('Person', 'Contact', { LastName: from('last') }),
      objectMap('Call', 'Task', { Subject: from('subject') }),
      objectMap(
        'Call',
        'Link',
        { TaskId: refParent, ContactId: ref(element('p'), 'Person') },
        { each: { parent: 'Call->Task', list: ['people'], alias: 'p' }, key: undefined },
      ),
    ]);
    const linked = (destination: FakeDestination) => {
      const names = new Map(destination.all('Contact').map((c) => [c.id, textOf(c.values['LastName'])]));
      return destination.all('Link').map((l) => names.get(textOf(l.values['ContactId'])));
    };
    const table: { what: string; to: string[]; created: number; linked: string[]; departed: number }[] = [
      { what: 'the same', to: ['p1', 'p2', 'p3'], created: 0, linked: ['p1', 'p2', 'p3'], departed: 0 },
      {
        what: 'in another order',
        to: ['p3', 'p1', 'p2'],
        created: 0,
        linked: ['p1', 'p2', 'p3'],
        departed: 0,
      },
      {
        what: 'one added before',
        to: ['p4', 'p1', 'p2', 'p3'],
        created: 1,
        linked: ['p1', 'p2', 'p3', 'p4'],
        departed: 0,
      },
      { what: 'the first taken out', to: ['p2', 'p3'], created: 0, linked: ['p1', 'p2', 'p3'], departed: 1 },
      {
        what: 'one replaced',
        to: ['p1', 'p4', 'p3'],
        created: 1,
        linked: ['p1', 'p2', 'p3', 'p4'],
        departed: 1,
      },
      { what: 'all taken out', to: [], created: 0, linked: ['p1', 'p2', 'p3'], departed: 3 },
    ];
    for (const { what, to, created, linked: there, departed } of table)
      it(`${what}: no element is made twice`, async () => {
        const { destination, delta } = await loaded(folder(), {
          mapping: plan,
          source: world(['p1', 'p2', 'p3']),
        });
        const told = await delta(world(to));
        assert.deepEqual([told.exitCode, told.report.totals.created, conflictsOf(told)], [0, created, []]);
        assert.deepEqual(linked(destination), there);
        assert.equal(departedOf(told).length, departed);
        const applied = await delta(world(to), { applyDeletes: true });
        assert.equal(applied.report.totals.created, 0);
        assert.deepEqual(new Set(linked(destination)), new Set(to));
      });

    it('explains an element by the request that made it, whatever its place now', async () => {
      const it = await loaded(folder(), { mapping: plan, source: world(['p1', 'p2', 'p3']) });
      await it.delta(world(['p3', 'p1']));
      const journal = openJournal(join(it.state, 'crm', 'journal.sqlite'));
      for (const { id, values } of it.destination.all('Link')) {
        const told = await explainRecord(journal, it.first.run, plan, id);
        const field = told.sources[0]?.fields.find((f) => f.field === 'ContactId');
        assert.equal(field?.value, values['ContactId']);
      }
      journal.close();
    });

    const keyed = (rows: readonly Row[]) =>
      fakeSource({ Call: [{ id: 'k1', subject: 'Call', lines: rows as Row[] }] });
    const lines = mapping([
      objectMap('Call', 'Task', { Subject: from('subject') }),
      objectMap(
        'Call',
        'Lead',
        { LastName: element('l', 'name') },
        {
          each: { parent: 'Call->Task', list: ['lines'], alias: 'l' },
          key: { source: ['l', 'id'], destination: 'Key__c' },
        },
      ),
    ]);

    it('tells edited elements from others by their key', async () => {
      const { destination, delta } = await loaded(folder(), {
        mapping: lines,
        source: keyed([
          { id: 'a', name: 'A' },
          { id: 'b', name: 'B' },
        ]),
      });
      const told = await delta(
        keyed([
          { id: 'c', name: 'C' },
          { id: 'b', name: 'B2' },
          { id: 'a', name: 'A' },
        ]),
      );
      assert.deepEqual(
        [told.report.totals.created, told.report.totals.updated, told.report.totals.unchanged],
        [1, 1, 2],
      );
      assert.deepEqual(
        destination.all('Lead').map((l) => `${textOf(l.values['Key__c'])} ${textOf(l.values['LastName'])}`),
        ['a A', 'b B2', 'c C'],
      );
    });

    it('makes nothing twice from a purged journal, which has neither keys nor values, and keeps what differs', async () => {
      const two = [
        { id: 'a', name: 'A' },
        { id: 'b', name: 'B' },
      ];
      const it = await loaded(folder(), { mapping: lines, source: keyed(two) });
      await purgeRuns(join(it.state, 'crm'), 'all');
      const told = await it.delta(keyed([{ id: 'b', name: 'B2' }, two[0]!]));
      assert.deepEqual([told.report.totals.created, it.destination.all('Lead').length], [0, 2]);
      assert.deepEqual([...new Set(conflictsOf(told).map((c) => c.split(' ')[1]))], ['unknown']);
      await purgeRuns(join(it.state, 'crm'), 'all');
      const bytes = readFileSync(join(it.state, 'crm', 'journal.sqlite')).toString('latin1');
      assert.ok(!bytes.includes('"B2"'), 'the conflict is purged');
    });
  });

  describe('references of the second pass', () => {
    const tree = (parents: Readonly<Record<string, string | null>>) =>
      fakeSource({
        Company: ['c1', 'c2', 'c3'].map((id) => ({ id, name: id, parent: parents[id] ?? null })),
      });
    const plan = mapping([
      objectMap('Company', 'Account', { Name: from('name'), ParentId: ref(from('parent'), 'Company') }),
    ]);

    it('follow the source, and stay where a person has put them', async () => {
      const { delta, edit, record } = await loaded(folder(), {
        mapping: plan,
        source: tree({ c2: 'c1', c3: 'c1' }),
      });
      const id = (key: string) => record('Account', key).id;
      await edit('Account', 'c3', { ParentId: null });
      for (let i = 0; i < 2; i++) {
        const told = await delta(tree({ c2: 'c3', c3: 'c2' }));
        assert.deepEqual(conflictsOf(told), ['Account.ParentId both']);
        assert.equal(record('Account', 'c2').values['ParentId'], id('c3'));
        assert.equal(record('Account', 'c3').values['ParentId'] ?? null, null);
      }
    });

    it('are emptied with the source, and linked again when it says so', async () => {
      const { delta, record } = await loaded(folder(), { mapping: plan, source: tree({ c2: 'c1' }) });
      for (const parent of [null, 'c1', 'c3', null, 'c3']) {
        const told = await delta(tree({ c2: parent }));
        assert.deepEqual([told.exitCode, conflictsOf(told)], [0, []]);
        const expected = parent === null ? null : record('Account', parent).id;
        assert.equal(record('Account', 'c2').values['ParentId'] ?? null, expected);
      }
    });
  });

  describe('a split', () => {
    const branch = (destination: string, status: string, n: number): ObjectMap =>
      objectMap(
        'Lead',
        destination,
        { LastName: from('last') },
        {
          split: { id: 'Lead', branch: n },
          where: equals(from('status'), literal(status)),
        },
      );
    const plan: Mapping = mapping([branch('Lead', 'open', 0), branch('Contact', 'customer', 1)], {
      splits: [
        {
          id: 'Lead',
          sourceObject: 'Lead',
          otherwise: { kind: 'hold' },
          at: { file: 'main.migmap', line: 1, column: 1 },
        },
      ],
    });
    const world = (status: string) => fakeSource({ Lead: [{ id: 'l1', last: 'Ada', status }] });

    it('does not make a second record of one that takes another branch; once the first is gone it does', async () => {
      const { destination, delta, record } = await loaded(folder(), { mapping: plan, source: world('open') });
      const told = await delta(world('customer'), { applyDeletes: true });
      assert.deepEqual(
        [told.exitCode, told.report.totals.held, destination.all('Contact').length],
        [3, 1, 0],
      );
      assert.match(
        told.report.phases.flatMap((p) => p.reasons)[0]?.reason ?? '',
        /it is Lead … .* convert or delete that one/,
      );
      assert.deepEqual(departedOf(told), ['Lead left: the source still has it']);
      destination.remove('Lead', record('Lead', 'l1').id);
      const after = await delta(world('customer'));
      assert.deepEqual([after.exitCode, after.report.totals.created, departedOf(after)], [0, 1, []]);
      assert.deepEqual([destination.all('Lead').length, destination.all('Contact').length], [0, 1]);
    });
  });

  describe('records that share a destination record', () => {
    const plan = (onConflict: 'fill' | 'update') =>
      mapping([
        objectMap(
          'Person',
          'Contact',
          { LastName: from('last'), Email: from('mail'), FirstName: from('first') },
          {
            match: { fields: ['Email'], onConflict },
          },
        ),
      ]);
    const world = (...rows: [last: string, first: string | null, mail?: string][]) =>
      fakeSource({
        Person: rows.map(([last, first, mail], i) => ({
          id: `p${i + 1}`,
          last,
          first,
          mail: mail ?? 'a@x.org',
        })),
      });

    it('keeps what a merged record has filled when the first one changes', async () => {
      const { destination, delta, record } = await loaded(folder(), {
        mapping: plan('fill'),
        source: world(['Ada', null], ['Ada', 'Augusta']),
      });
      await delta(world(['Lovelace', null], ['Ada', 'Augusta']));
      assert.deepEqual(
        [record('Contact', 'p1').values['LastName'], record('Contact', 'p1').values['FirstName']],
        ['Lovelace', 'Augusta'],
      );
      assert.equal(destination.all('Contact').length, 1);
    });

    it('stays one record when its match value changes', async () => {
      const { destination, delta } = await loaded(folder(), {
        mapping: plan('fill'),
        source: world(['Ada', 'A'], ['Ada', 'Augusta']),
      });
      const told = await delta(world(['Ada', 'A', 'new@x.org'], ['Ada', 'Augusta', 'other@x.org']));
      assert.deepEqual([told.report.totals.created, destination.all('Contact').length], [0, 1]);
    });

    it('keeps a person’s edit from a merged record that overwrites', async () => {
      const { delta, edit, record } = await loaded(folder(), {
        mapping: plan('update'),
        source: world(['Ada', 'A'], ['Ada', 'B']),
      });
      assert.equal(record('Contact', 'p1').values['FirstName'], 'B');
      await edit('Contact', 'p1', { FirstName: 'By hand' });
      const told = await delta(world(['Ada', 'A'], ['Ada', 'C']));
      assert.deepEqual(conflictsOf(told), ['Contact.FirstName both']);
      assert.equal(record('Contact', 'p1').values['FirstName'], 'By hand');
    });

    it('of a destination record that was there before, changes only what it had given it', async () => {
      const { destination, delta } = await loaded(folder(), {
        mapping: plan('fill'),
        source: world(['Other', 'O', 'o@x.org']),
      });
      destination.put('Contact', { LastName: 'Theirs', Email: 'a@x.org' });
      await delta(world(['Other', 'O', 'o@x.org'], ['Ada', 'Augusta']));
      const told = await delta(world(['Other', 'O', 'o@x.org'], ['Ada 2', 'Augusta 2', 'new@x.org']));
      const [, theirs] = destination.all('Contact');
      assert.deepEqual(
        [theirs?.values['LastName'], theirs?.values['FirstName'], theirs?.values['Email']],
        ['Theirs', 'Augusta 2', 'a@x.org'],
      );
      assert.deepEqual([told.report.totals.created, destination.all('Contact').length], [0, 2]);
    });
  });
});
