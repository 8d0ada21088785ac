/** Small worlds for the tests of a delta: three companies, two people, and what becomes of them. */
import assert from 'node:assert/strict';
import type { Mapping } from '@migmap/engine/mapping/ir';
import type { RunOptions } from '@migmap/engine/run/run';
import type { Row } from '@migmap/engine/values';
import {
  fakeDestination,
  type FakeDestination,
  type FakeOptions,
} from '../../support/engine/fake-destination.ts';
import { fakeSource, type FakeSource } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap, ref } from '../../support/engine/mapping.ts';
import { run, type Ran } from '../../support/engine/run.ts';

export const companies: readonly Row[] = [
  { id: 'c1', name: 'Acme', phone: '1', site: null },
  { id: 'c2', name: 'Bolt', phone: '2', site: null },
  { id: 'c3', name: 'Corp', phone: '3', site: null },
];
export const people: readonly Row[] = [
  { id: 'p1', last: 'Ada', company: 'c1' },
  { id: 'p2', last: 'Bob', company: 'c2' },
];
export const plan = mapping([
  objectMap('Company', 'Account', { Name: from('name'), Phone: from('phone'), Website: from('site') }),
  objectMap('Person', 'Contact', { LastName: from('last'), AccountId: ref(from('company'), 'Company') }),
]);

export type Changes = Readonly<Record<string, Row | null>>;

/** The rows with these changes by id: `null` deletes one, an unknown id adds one. */
export function changed(rows: readonly Row[], changes: Changes): Row[] {
  const [first] = rows;
  const added = Object.entries(changes).filter(([id]) => !rows.some((r) => r['id'] === id));
  const blank = Object.fromEntries(Object.keys(first ?? {}).map((k) => [k, null]));
  return [
    ...rows.flatMap((r) => {
      const change = changes[r['id'] as string];
      return change === null ? [] : [{ ...r, ...change }];
    }),
    ...added.map(([id, row]) => ({ ...blank, ...row, id })),
  ];
}

/** Companies and people after changes; a new row is a company where it has a name, otherwise a person. */
export function world(changes: Changes = {}): FakeSource {
  const of = (person: boolean) =>
    Object.fromEntries(Object.entries(changes).filter(([id]) => id.startsWith('p') === person));
  return fakeSource({ Company: changed(companies, of(false)), Person: changed(people, of(true)) });
}

export interface Loaded {
  readonly destination: FakeDestination;
  readonly state: string;
  readonly first: Ran;
  readonly delta: (source: FakeSource, options?: Partial<RunOptions>, mapping?: Mapping) => Promise<Ran>;
  /** The record with this key. */
  readonly record: (object: string, key: string) => { id: string; values: Row };
  /** A person changes a record. */
  readonly edit: (object: string, key: string, values: Row) => Promise<void>;
}

/** Loads a mapping, and is ready for deltas. */
export async function loaded(
  state: string,
  {
    source = world(),
    mapping = plan,
    ...options
  }: { source?: FakeSource; mapping?: Mapping } & FakeOptions = {},
): Promise<Loaded> {
  const destination = fakeDestination(options);
  const first = await run(mapping, source, destination, state);
  assert.equal(first.exitCode, 0, JSON.stringify(first.report.phases));
  const record = (object: string, key: string) => {
    const found = destination.all(object).find((r) => r.values['Key__c'] === key);
    assert.ok(found, `${object} ${key}`);
    return found;
  };
  return {
    destination,
    state,
    first,
    record,
    delta: (now, more = {}, other = mapping) => run(other, now, destination, state, { delta: true, ...more }),
    async edit(object, key, values) {
      const { id } = record(object, key);
      const records = [{ key: 'x', id, values }];
      await destination.write(
        { object, operation: 'update', channel: 'single', records },
        { remember: async () => {} },
      );
    },
  };
}

/** `Account.Phone both` of each conflict. */
export const conflictsOf = (ran: Ran): string[] =>
  (ran.report.delta?.conflicts ?? []).map((c) => `${c.object}.${c.field} ${c.kind}`);
/** `Account deleted: why` of each departed record. */
export const departedOf = (ran: Ran): string[] =>
  (ran.report.delta?.departed ?? []).map((d) =>
    [`${d.object} ${d.outcome}`, d.note].filter(Boolean).join(': '),
  );
