import assert from 'node:assert/strict';
import type { Mapping } from '@migmap/engine/mapping/ir';
import type { Row } from '@migmap/engine/values';
import type { FakeDestination } from './fake-destination.ts';
import { fakeSource, textOf, type FakeSource } from './fake-source.ts';
import { from, literal, mapping, objectMap, or, owner, ownersByEmail, ref, refParent } from './mapping.ts';

/** A small CRM with parents, children, a list and owners, whose right outcome can be computed. */
export interface Crm {
  readonly source: FakeSource;
  readonly mapping: Mapping;
  /** Fails unless the destination holds exactly what the source says, under the right parents. */
  check(destination: FakeDestination): void;
}

export function crm(companies: number, options: { createdTimes?: boolean; suffix?: string } = {}): Crm {
  const { suffix = '' } = options;
  const people = companies * 3;
  const calls = companies * 2;
  const companyRows = function* (): Generator<Row> {
    for (let i = 0; i < companies; i++)
      yield {
        id: `c${i}`,
        name: `Company ${i}${suffix}`,
        parent: i % 5 === 4 ? `c${i - 1}` : null,
        owner: i % 2 ? 'u1' : 'u2',
        at: '2020-01-01T00:00:00Z',
      };
  };
  const personRows = function* (): Generator<Row> {
    for (let i = 0; i < people; i++)
      yield {
        id: `p${i}`,
        last: `Person ${i}`,
        company: `c${(i * 7) % companies}`,
        at: '2020-01-01T00:00:00Z',
      };
  };
  const callRows = function* (): Generator<Row> {
    for (let i = 0; i < calls; i++)
      yield {
        id: `k${i}`,
        subject: `Call ${i}`,
        company: `c${i % companies}`,
        people: [`p${i % people}`, `p${(i + 1) % people}`],
      };
  };
  const created: Record<string, ReturnType<typeof from>> = options.createdTimes
    ? { CreatedDate: from('at') }
    : {};
  return {
    source: fakeSource({
      User: [
        { id: 'u1', email: 'ADA@example.org' },
        { id: 'u2', email: 'bob@example.org' },
      ],
      Company: companyRows,
      Person: personRows,
      Call: callRows,
    }),
    mapping: mapping(
      [
        objectMap('Company', 'Account', {
          Name: from('name'),
          ParentId: ref(from('parent'), 'Company'),
          OwnerId: owner('owner'),
          ...created,
        }),
        objectMap('Person', 'Contact', {
          LastName: from('last'),
          AccountId: ref(from('company'), 'Company'),
          OwnerId: or(owner('owner'), { kind: 'migrationUser' }),
          ...created,
        }),
        objectMap('Call', 'Task', { Subject: from('subject'), WhatId: ref(from('company'), 'Company') }),
        objectMap(
          'Call',
          'Link',
          { TaskId: refParent, ContactId: ref({ kind: 'field', scope: 'p', path: [] }, 'Person') },
          { each: { parent: 'Call->Task', list: ['people'], alias: 'p' }, key: undefined },
        ),
        // An insert that the destination can neither refuse nor recognise by a key.
        objectMap(
          'Company',
          'Lead',
          { LastName: from('name'), Email: literal(null) },
          { id: 'Company->Lead' },
        ),
      ],
      { owners: ownersByEmail },
    ),
    check(destination) {
      const keyed = (object: string): Map<string, string> => {
        const all = destination.all(object);
        const map = new Map(all.map((r) => [textOf(r.values['Key__c']), r.id]));
        assert.equal(map.size, all.length, `${object}: no key stands twice`);
        return map;
      };
      const accounts = keyed('Account');
      const contacts = keyed('Contact');
      const tasks = keyed('Task');
      assert.deepEqual(
        [accounts.size, contacts.size, tasks.size, keyed('Lead').size],
        [companies, people, calls, companies],
      );
      for (const { values: v } of destination.all('Account')) {
        const i = Number(textOf(v['Key__c']).slice(1));
        assert.equal(
          v['ParentId'] ?? null,
          i % 5 === 4 ? accounts.get(`c${i - 1}`) : null,
          `parent of c${i}`,
        );
        assert.equal(v['OwnerId'], i % 2 ? 'U1' : 'U2');
        assert.equal(v['Name'], `Company ${i}${suffix}`);
      }
      for (const { values: v } of destination.all('Contact')) {
        const i = Number(textOf(v['Key__c']).slice(1));
        assert.equal(v['AccountId'], accounts.get(`c${(i * 7) % companies}`), `company of p${i}`);
      }
      const links = destination
        .all('Link')
        .map((l) => `${textOf(l.values['TaskId'])} ${textOf(l.values['ContactId'])}`);
      const expected = Array.from({ length: calls }, (_, i) =>
        [i, i + 1].map((p) => `${tasks.get(`k${i}`)} ${contacts.get(`p${p % people}`)}`),
      ).flat();
      assert.deepEqual(links.toSorted(), expected.toSorted());
    },
  };
}
