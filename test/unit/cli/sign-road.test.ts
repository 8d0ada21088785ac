import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { explanation } from '@migmap/engine/explain/types';
import { openJournal } from '@migmap/engine/journal/journal';
import { rollbackResult } from '@migmap/engine/rollback/types';
import { runEvent } from '@migmap/engine/run/events';
import { signoff } from '@migmap/engine/signoff/types';
import { verification } from '@migmap/engine/verify/types';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration, type SmallMigration } from './small-migration.ts';

/** From a run to what is said, signed and undone about it, through the command line and the emulated destination. */
describe('the road after a run, command by command', function () {
  this.timeout(300_000);
  let small: SmallMigration;
  let empty: unknown;
  const cli = async (args: string[], code: number) => {
    const end = await warmCli([...args, '--format', 'json'], small.root);
    assert.equal(end.code, code, `${args.join(' ')}\n${end.err}\n${end.out}`);
    return end.out;
  };
  /** Every live record of the emulated destination, without the times that the platform keeps. */
  const wholeDatabase = () => {
    const db = new DatabaseSync(join(small.root, '.migmap', 'emulators', 'local.sqlite'), { readOnly: true });
    const tables = db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
      )
      .all() as { name: string }[];
    const live: Record<string, unknown[]> = {};
    for (const { name } of tables) {
      const rows = db.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[];
      if (rows.every((r) => 'IsDeleted' in r) && rows.length > 0)
        live[name] = rows
          .filter((r) => r['IsDeleted'] !== 1)
          .map((r) => ({ ...r, SystemModstamp: null, LastModifiedDate: null, LastModifiedById: null }));
    }
    db.close();
    return Object.fromEntries(Object.entries(live).filter(([, rows]) => rows.length > 0));
  };
  const lineWith = (text: string) =>
    readFileSync(small.file, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1;
  const created = async (run: string, map: string) => {
    const journal = openJournal(join(small.root, '.migmap', 'local', 'journal.sqlite'));
    const rows = await journal.records.createdIds(run, map, undefined, 100);
    journal.close();
    return new Map(rows.map((r) => [r.sourceId, r.destinationId]));
  };

  before(() => (small = smallMigration()));
  after(() => rmSync(small.root, { recursive: true }));

  it('explains a record', async () => {
    await cli(['discover'], 0);
    await cli(['manifest', 'main.migmap', '--create'], 0);
    empty = wholeDatabase();
    const end = (await cli(['run', 'main.migmap', '--hold-unmatched'], 3)).trim().split('\n').at(-1)!;
    const event = runEvent.parse(JSON.parse(end));
    assert.ok(event.event === 'end');

    const contacts = await created(event.run, 'Contact->Contact');
    const accounts = await created(event.run, 'Company->Account');
    const id = contacts.get('CT-2')!;
    const told = explanation.parse(JSON.parse(await cli(['explain', 'latest', id.slice(0, 15)], 0)));
    const [source] = told.sources;
    assert.deepEqual([told.id, source?.at], [id, 'contacts.csv:3']);
    const field = (name: string) => source?.fields.find((f) => f.field === name);
    assert.deepEqual(field('FirstName')?.value, 'Alan');
    assert.deepEqual(field('FirstName')?.line, `main.migmap:${lineWith('FirstName = ')}`);
    assert.deepEqual(field('AccountId')?.value, accounts.get('CO-2'));
    assert.deepEqual(source?.requests.at(-1)?.answers, [{ outcome: 'created', id }]);
    const text = await warmCli(['explain', event.run, id], small.root);
    const where = `Contact CT-2 (contacts.csv:3), created by Contact->Contact at main.migmap:${lineWith('map Contact')}`;
    assert.ok(text.out.includes(where), text.out);
    await cli(['explain', 'latest', '003000000000000AAA'], 1);
  });

  it('verifies the run and signs it off', async () => {
    const told = verification.parse(JSON.parse(await cli(['verify', 'latest'], 0)));
    assert.deepEqual(
      told.maps.map((m) => [m.object, m.loaded, m.checked, m.missing]),
      [
        ['Account', 2, 2, 0],
        ['Contact', 3, 3, 0],
      ],
    );
    const sampled = await warmCli(['verify', 'latest', '--sample', '1', '--seed', '5'], small.root);
    assert.equal(sampled.code, 0, sampled.err);
    await cli(['signoff', 'latest'], 1);
    const signed = signoff.parse(JSON.parse(await cli(['signoff', 'latest', '--by', 'Ada Lovelace'], 0)));
    assert.deepEqual([signed.by, signed.run, signed.sample], ['Ada Lovelace', told.run, 1]);
    assert.match(sampled.out, /a sample of 1 records of each map \(--seed 5\)/);
  });

  it('rolls the run back: the whole database is as it was', async () => {
    assert.notDeepEqual(wholeDatabase(), empty);
    const done = rollbackResult.parse(JSON.parse(await cli(['rollback', 'latest'], 0)));
    assert.deepEqual(
      [done.state, done.deletes, done.counts],
      ['rolled-back', 'bin', { deleted: 5, gone: 0, restored: 0, left: 0 }],
    );
    assert.deepEqual(wholeDatabase(), empty);
    await cli(['rollback', 'latest'], 1);
    await cli(['verify', 'latest'], 1);
  });
});
