import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { join } from 'node:path';
import type { Verification } from '@migmap/engine/verify/types';
import { check, found } from '../../support/example/check.ts';
import { madeBy } from '../../support/example/made.ts';
import { scenes, type Scene } from '../../support/example/scene.ts';

function sql(scene: Scene, statement: string, ...values: SQLInputValue[]): void {
  const db = new DatabaseSync(join(scene.place.folder, 'crm.sqlite'));
  assert.equal(db.prepare(statement).run(...values).changes, 1, statement);
  db.close();
}

/** A clean verification in which everything was looked at. */
function assertWhole(told: Verification): void {
  assert.deepEqual([told.problems, told.clean], [[], true]);
  for (const m of told.maps) assert.deepEqual([m.checked, m.notCompared], [m.loaded, []], m.map);
  assert.ok(told.maps.filter((m) => m.loaded > 0).length > 12, 'few maps have loaded anything');
}

const lines = (told: Verification) => told.maps.flatMap((m) => m.lines);
const sum = (told: Verification, of: 'held' | 'reckoned'): number =>
  lines(told).reduce((n, l) => n + l[of], 0);

describe('a verification in salesforce', function () {
  this.timeout(120_000);
  const open = scenes('salesforce');

  it('finds the load clean, and then exactly what was tampered with', async () => {
    const scene = await open();
    const { example, database, residents } = scene;
    const ran = await example.load();
    const clean = await check(example, ran.run);
    assertWhole(clean);
    assert.ok(sum(clean, 'held') > 0, 'a company is its own parent: that link is held');
    assert.ok(sum(clean, 'reckoned') > 0, 'deals with products have their amount from them');
    assert.ok(clean.maps.some((m) => m.merged > 0));
    assert.ok(lines(clean).some((l) => l.field === 'VersionData' && l.checked > 0));

    const made = await madeBy(example, ran.run);
    const all = database();
    const [first] = made.get('Account')!;
    const contact = made
      .get('Contact')!
      .find((id) => ![null, first].includes(all['Contact']![id]!['AccountId'] as string))!;
    const linked = new Set(Object.values(all['OpportunityLineItem']!).map((r) => r['OpportunityId']));
    const [opportunity] = made.get('Opportunity')!.filter((id) => !linked.has(id));
    const [lead] = made.get('Lead')!;
    const [article] = made.get('Knowledge__kav')!;
    const notes = made.get('ContentNote')!;
    const words = (id: string) => all['ContentNote']![id]!['Content'] as string;
    const [note] = notes;
    const other = notes.find((id) => words(id) !== words(note!))!;
    const [version] = made.get('ContentVersion')!;
    const resident = residents['Account']![0]!;
    const title = String(all['Task']![made.get('Task')![0]!]!['Subject']);
    const set = (object: string, id: string, field: string, value: SQLInputValue): void =>
      sql(scene, `UPDATE "${object}" SET "${field}" = ? WHERE Id = ?`, value, id);

    set('Contact', contact, 'AccountId', first!);
    set('Opportunity', opportunity!, 'Amount', 1);
    set('Task', made.get('Task')![0]!, 'Subject', title.slice(0, -1));
    set('Lead', lead!, 'Status', 'Qualified elsewhere');
    set('Knowledge__kav', article!, 'IsDeleted', 1);
    set('ContentVersion', version!, 'Checksum', '0'.repeat(32));
    set('Account', resident, 'Phone', '0');
    set('ContentNote', note!, 'Content', words(other));

    const told = await check(example, ran.run);
    const bytes = Number(all['ContentVersion']![version!]!['ContentSize']);
    const differing = found(told);
    const swapped = differing.filter((d) => d.startsWith(`ContentNote ${note}.Content holds `));
    assert.equal(swapped.length, 1);
    assert.deepEqual(
      differing.filter((d) => !swapped.includes(d)),
      [
        `Account ${resident}.Phone holds "0"`,
        `Knowledge__kav ${article} is missing`,
        `Contact ${contact}.AccountId holds "${first}"`,
        `ContentVersion ${version}.VersionData holds ${JSON.stringify({ bytes, md5: '0'.repeat(32) })}`,
        `Lead ${lead}.Status holds "Qualified elsewhere"`,
        `Opportunity ${opportunity}.Amount holds 1`,
        `Task ${made.get('Task')![0]}.Subject holds ${JSON.stringify(title.slice(0, -1))}`,
      ].toSorted(),
    );
    assert.equal(told.clean, false);
    for (const { field, line, samples } of lines(told))
      for (const s of samples) {
        assert.match(line ?? '', /^main\.migmap:\d+$/, field);
        assert.match(s.url, new RegExp(`/${s.id}$`));
      }
  });
});

describe('a verification in pipedrive', function () {
  this.timeout(120_000);
  const open = scenes('pipedrive');

  it('finds the load clean, and then exactly what was tampered with', async () => {
    const scene = await open();
    const { example, residents, place } = scene;
    const ran = await example.load();
    const clean = await check(example, ran.run);
    assertWhole(clean);
    assert.ok(sum(clean, 'reckoned') > 0);
    assert.ok(lines(clean).some((l) => l.field === 'file' && l.checked > 0));

    const made = await madeBy(example, ran.run);
    const all = scene.database();
    const body = (table: string, id: string) => all[table]![id]!['body'] as Record<string, unknown>;
    const [first] = made.get('Organization')!;
    const person = made
      .get('Person')!
      .find((id) => ![null, undefined, Number(first)].includes(body('person', id)['org_id'] as number))!;
    const [activity, call] = made.get('Activity')!;
    const subject = String(body('activity', activity!)['subject']);
    const [deal, note] = [made.get('Deal')![0]!, made.get('Note')![0]!];
    const stage = Number(body('deal', deal)['stage_id']) + (body('deal', deal)['stage_id'] === 116 ? 1 : -1);
    const resident = residents['Organization']![0]!;
    const [file] = made.get('File')!;
    const set = (table: string, id: string, path: string, value: SQLInputValue): void =>
      sql(
        scene,
        `UPDATE "${table}" SET body = json_set(body, '$.${path}', ?) WHERE id = ?`,
        value,
        Number(id),
      );

    set('person', person, 'org_id', Number(first));
    set('activity', activity!, 'subject', subject.slice(0, -1));
    sql(scene, 'UPDATE activity SET deleted = 1 WHERE id = ?', Number(call));
    set('deal', deal, 'stage_id', stage);
    set('note', note, 'content', '<p>Other words</p>');
    set('organization', resident, 'name', 'Somebody else');
    const blobs = join(place.folder, 'crm.sqlite.files');
    const name = readdirSync(blobs).find((n) => String(body('file', file!)['file_name']).includes(n))!;
    const bytes = readFileSync(join(blobs, name));
    writeFileSync(
      join(blobs, name),
      bytes.map((b) => b ^ 1),
    );

    const told = await check(example, ran.run);
    const differing = found(told);
    const bad = differing.find((d) => d.startsWith(`File ${file}.file holds`));
    assert.match(bad ?? '', new RegExp(`"bytes":${bytes.length},"md5":"[0-9a-f]{32}"`));
    assert.deepEqual(
      differing.filter((d) => d !== bad),
      [
        `Activity ${activity}.subject holds ${JSON.stringify(subject.slice(0, -1))}`,
        `Activity ${call} is missing`,
        `Deal ${deal}.stage_id holds "${stage}"`,
        `Note ${note}.content holds "<p>Other words</p>"`,
        `Organization ${resident}.name holds "Somebody else"`,
        `Person ${person}.org_id holds "${first}"`,
      ].toSorted(),
    );
  });
});
