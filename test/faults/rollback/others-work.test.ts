import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { RollbackResult } from '@migmap/engine/rollback/types';
import type { Tables } from '../../support/example/example.ts';
import { madeBy, write } from '../../support/example/made.ts';
import { scenes, type Scene } from '../../support/example/scene.ts';
import { undo } from '../../support/example/undo.ts';

type Made = ReadonlyMap<string, readonly string[]>;
interface Names {
  /** Table of an object. */
  readonly table: (object: string) => string;
  /** Records that a record points at: object and id. */
  readonly points: (row: Readonly<Record<string, unknown>>) => readonly (readonly [string, string])[];
}

/** What must be left because it, or something that points at it, is others' work: object and id. */
function standing(
  directly: readonly (readonly [string, string])[],
  made: Made,
  tables: Tables,
  names: Names,
) {
  const left = new Set<string>();
  const visit = (object: string, id: string): void => {
    if (left.has(`${object} ${id}`) || !made.get(object)?.includes(id)) return;
    left.add(`${object} ${id}`);
    const row = tables[names.table(object)]![id]!;
    for (const [to, parent] of names.points(row)) visit(to, parent);
  };
  for (const [object, id] of directly) visit(object, id);
  return [...left].toSorted();
}

const listed = (done: RollbackResult): string[] => done.left.map((l) => `${l.object} ${l.id}`).toSorted();
const whyOf = (done: RollbackResult, object: string, id: string): string | undefined =>
  done.left.find((l) => l.object === object && l.id === id)?.why;

/** Everything that the load made is gone but for what is listed, and that is as it was. */
function check(scene: Scene, done: RollbackResult, made: Made, edited: Tables, names: Names): void {
  const after = scene.database();
  const left = new Set(listed(done));
  for (const [object, ids] of made)
    for (const id of ids) {
      const now = after[names.table(object)]?.[rowKey(id)];
      if (left.has(`${object} ${id}`))
        assert.deepEqual(now, edited[names.table(object)]![id], `${object} ${id}`);
      else assert.equal(now, undefined, `${object} ${id} is still there`);
    }
}

/** A product of a deal is called `deal/line`. */
const rowKey = (id: string): string => id.split('/').at(-1)!;

/** Made by the load and deleted by others. */
function missing(made: Made, edited: Tables, names: Names): number {
  const all = [...made].flatMap(([object, ids]) =>
    ids.map((id) => edited[names.table(object)]?.[rowKey(id)]),
  );
  return all.filter((row) => row === undefined).length;
}

describe('other people’s work in salesforce, when a load is rolled back days later', function () {
  this.timeout(120_000);
  const open = scenes('salesforce');
  const names: Names = {
    table: (object) => object,
    points: (row) => {
      const prefixes: Record<string, string> = {
        '001': 'Account',
        '003': 'Contact',
        '00Q': 'Lead',
        '006': 'Opportunity',
        '500': 'Case',
        '701': 'Campaign',
        '01t': 'Product2',
        '01u': 'PricebookEntry',
      };
      return Object.values(row).flatMap((v) =>
        typeof v === 'string' && /^\w{18}$/.test(v) && prefixes[v.slice(0, 3)]
          ? [[prefixes[v.slice(0, 3)]!, v] as const]
          : [],
      );
    },
  };

  it('is left and listed with all that it hangs on; everything else is undone', async () => {
    const scene = await open();
    const { example, residents, wait, now, place } = scene;
    const ran = await example.load();
    const made = await madeBy(example, ran.run);
    wait(2);
    const ids = (object: string) => made.get(object)!;
    const tables = scene.database();
    const linked = new Set(Object.values(tables['OpportunityLineItem']!).map((r) => r['OpportunityId']));
    const touched = (object: string, ...which: string[]) => which.map((id) => [object, id] as const);

    const contact = ids('Contact').find((id) => tables['Contact']![id]!['AccountId'] !== null)!;
    await write(example, 'update', 'Contact', { id: contact, values: { Department: 'Sales' } });
    const opportunity = ids('Opportunity').find((id) => !linked.has(id))!;
    const task = await write(example, 'insert', 'Task', { values: { Subject: 'Ring', WhatId: opportunity } });
    // The mapping knows no contracts.
    const company = ids('Account').find(
      (id) => !names.points(tables['Contact']![contact]!).some(([, to]) => to === id),
    )!;
    const contract = await write(example, 'insert', 'Contract', { values: { AccountId: company } });
    const mail = ids('EmailMessage').find((id) => tables['EmailMessage']![id]!['ActivityId'] !== null)!;
    const timeline = String(tables['EmailMessage']![mail]!['ActivityId']);
    await write(example, 'update', 'Task', { id: timeline, values: { Description: 'Asked again' } });
    const version = ids('ContentVersion')[0]!;
    const document = String(tables['ContentVersion']![version]!['ContentDocumentId']);
    const shared = { ContentDocumentId: document, LinkedEntityId: residents['Account']![5]!, ShareType: 'V' };
    await write(example, 'insert', 'ContentDocumentLink', { values: shared });
    const [gone, theirs] = ids('Lead');
    await write(example, 'delete', 'Lead', { id: gone! });
    // Somebody else worked on it while the load was still going on.
    const org = new DatabaseSync(join(place.folder, 'crm.sqlite'));
    org.exec(`UPDATE Lead SET LastModifiedById = '005000000000999AAA' WHERE Id = '${theirs}'`);
    org.close();
    const resident = residents['Account']![1]!;
    const [before, loaded] = [scene.before['Account']![resident]!, tables['Account']![resident]!];
    assert.notEqual(loaded['Phone'], before['Phone']);
    await write(example, 'update', 'Account', { id: resident, values: { Phone: '+1 555 9999' } });

    const edited = scene.database();
    const done = await undo(example, ran.run, { now });
    assert.equal(done.state, 'rolled-back');
    const places = names.points(edited['ContentVersion']![version]!);
    const expected = standing(
      [
        ...touched('Contact', contact),
        ...touched('Opportunity', opportunity),
        ...touched('Account', company),
        ...touched('EmailMessage', mail),
        ...names.points(edited['Task']![timeline]!),
        ...touched('ContentVersion', version),
        ...places,
        ...touched('Lead', theirs!),
      ],
      made,
      edited,
      names,
    );
    assert.deepEqual(listed(done), [...expected, `Account ${resident}`].toSorted());
    assert.equal(whyOf(done, 'Contact', contact), 'it was changed since');
    assert.equal(whyOf(done, 'Opportunity', opportunity), `Task ${task} still points at it`);
    assert.equal(whyOf(done, 'Account', company), `Contract ${contract} still points at it`);
    assert.match(whyOf(done, 'EmailMessage', mail)!, new RegExp(`^Task ${timeline}, made with it: `));
    assert.match(whyOf(done, 'ContentVersion', version)!, /^ContentDocumentLink \w+ still points at it$/);
    assert.equal(whyOf(done, 'Lead', theirs!), 'a person has changed it since');
    assert.equal(whyOf(done, 'Account', resident), 'Phone was changed since');
    assert.equal(done.counts.gone, missing(made, edited, names));
    const now_ = scene.database()['Account']![resident]!;
    assert.equal(now_['Phone'], '+1 555 9999');
    for (const field of ['Name', 'Description', 'NumberOfEmployees'])
      assert.equal(now_[field], before[field]);
    check(scene, done, made, edited, names);
  });
});

describe('other people’s work in pipedrive, when a load is rolled back days later', function () {
  this.timeout(120_000);
  const open = scenes('pipedrive');
  const fields: Record<string, string> = {
    org_id: 'Organization',
    person_id: 'Person',
    deal_id: 'Deal',
    lead_id: 'Lead',
  };
  const names: Names = {
    table: (object) => object.charAt(0).toLowerCase() + object.slice(1),
    points: ({ body }) =>
      Object.entries(body as object).flatMap(([field, value]) =>
        fields[field] !== undefined && value !== null ? [[fields[field], String(value)] as const] : [],
      ),
  };

  it('is left and listed with all that it hangs on; everything else is undone', async () => {
    const scene = await open();
    const { example, residents, wait, now } = scene;
    const ran = await example.load();
    const made = await madeBy(example, ran.run);
    wait(2);
    const tables = scene.database();
    const ids = (object: string) => made.get(object)!;
    const body = (object: string, id: string) =>
      tables[names.table(object)]![id]!['body'] as Record<string, unknown>;
    const linked = new Set(
      Object.values(tables['dealProduct'] ?? {}).map((r) =>
        String((r['body'] as Record<string, unknown>)['deal_id']),
      ),
    );

    const person = ids('Person').find((id) => body('Person', id)['org_id'] != null)!;
    await write(example, 'update', 'Person', { id: person, values: { marketing_status: 'subscribed' } });
    const deal = ids('Deal').find((id) => !linked.has(id) && body('Deal', id)['org_id'] != null)!;
    const note = await write(example, 'insert', 'Note', { values: { content: 'Ring', deal_id: deal } });
    // Each object counts from one: this deal points at a person with its own number.
    const twin = ids('Deal').find((id) => id !== deal && !linked.has(id) && ids('Person').includes(id))!;
    await write(example, 'update', 'Deal', { id: twin, values: { person_id: Number(twin) } });
    // Deleting an activity changes the deal that it is about.
    const gone = ids('Activity').find((id) => body('Activity', id)['deal_id'] == null);
    await write(example, 'delete', 'Activity', { id: gone! });
    const resident = residents['Organization']![1]!;
    const before = scene.before['organization']![resident]!['body'] as Record<string, unknown>;
    assert.notEqual(body('Organization', resident)['employee_count'], before['employee_count']);
    await write(example, 'update', 'Organization', { id: resident, values: { employee_count: 77 } });

    const edited = scene.database();
    const done = await undo(example, ran.run, { now });
    assert.equal(done.state, 'rolled-back');
    const expected = standing(
      [
        ['Person', person],
        ['Deal', deal],
        ['Deal', twin],
      ],
      made,
      edited,
      names,
    );
    assert.deepEqual(listed(done), [...expected, `Organization ${resident}`].toSorted());
    assert.equal(whyOf(done, 'Person', person), 'it was changed since');
    assert.equal(whyOf(done, 'Deal', deal), `Note ${note} still points at it`);
    assert.equal(whyOf(done, 'Organization', resident), 'employee_count was changed since');
    assert.equal(done.counts.gone, missing(made, edited, names));
    const left = scene.database()['organization']![resident]!['body'] as Record<string, unknown>;
    assert.deepEqual([left['employee_count'], left['name']], [77, before['name']]);
    check(scene, done, made, edited, names);
  });
});
