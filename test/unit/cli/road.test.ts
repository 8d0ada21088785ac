import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { discoverResult } from '@migmap/cli/json/discover';
import { ownersResult } from '@migmap/cli/json/owners';
import { runsResult } from '@migmap/cli/json/runs';
import { testResult } from '@migmap/cli/json/test';
import { manifestReport } from '@migmap/engine/manifest/types';
import { loadPlan } from '@migmap/engine/plan/types';
import { previewReport } from '@migmap/engine/preview/types';
import { runReport } from '@migmap/engine/report/types';
import { runEvent } from '@migmap/engine/run/events';
import type { ObjectSchema } from '@migmap/engine/schema/types';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration, type SmallMigration } from './small-migration.ts';

describe('the road of a migration, command by command', function () {
  this.timeout(180_000);
  let small: SmallMigration;
  const json = async (args: string[], code: number) => {
    const end = await warmCli([...args, '--format', 'json'], small.root);
    assert.equal(end.code, code, `${args.join(' ')}\n${end.err}\n${end.out}`);
    return end.out;
  };
  const events = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => runEvent.parse(JSON.parse(line)));

  before(() => (small = smallMigration()));
  after(() => rmSync(small.root, { recursive: true }));

  it('goes from discovery to a second run that makes nothing twice', async () => {
    const found = discoverResult.parse(JSON.parse(await json(['discover'], 0)));
    assert.deepEqual(
      found.connections.map((c) => [c.connection, c.system, c.records]),
      [
        ['export', 'smartdesk', 8],
        ['local', 'salesforce', undefined],
      ],
    );
    assert.equal(statSync(join(small.root, '.migmap')).mode & 0o777, 0o700);
    assert.ok(existsSync(join(small.root, 'schemas', 'local', 'schema.md')));

    await json(['check', 'main.migmap'], 0);
    const tests = testResult.parse(JSON.parse(await json(['test', 'main.migmap'], 0)));
    assert.deepEqual([tests.passed, tests.failed], [1, 0]);
    const before = manifestReport.parse(JSON.parse(await json(['manifest', 'main.migmap'], 0)));
    assert.deepEqual(
      before.entries.map((e) => e.state),
      ['missing', 'missing', 'missing'],
    );
    assert.deepEqual(before.entries[1]?.values, ['Silver', 'Gold']);
    const created = manifestReport.parse(JSON.parse(await json(['manifest', 'main.migmap', '--create'], 0)));
    assert.deepEqual(
      created.entries.map((e) => e.state),
      ['present', 'present', 'present'],
    );
    const account = JSON.parse(
      readFileSync(join(small.root, 'schemas', 'local', 'Account.json'), 'utf8'),
    ) as ObjectSchema;
    assert.deepEqual(
      account.fields.find((f) => f.name === 'Tier__c')?.values?.map((v) => v.value),
      ['Silver', 'Gold'],
    );

    const plan = loadPlan.parse(JSON.parse(await json(['plan', 'main.migmap'], 0)));
    assert.deepEqual(
      plan.phases.map((p) => p.destination),
      ['Account', 'Contact'],
    );
    assert.equal(plan.totals?.records, 6);
    const preview = previewReport.parse(
      JSON.parse(await json(['preview', 'main.migmap', '--sample', '2'], 0)),
    );
    assert.deepEqual(
      preview.maps.map((m) => m.records.length),
      [2, 2],
    );

    const owners = ownersResult.parse(JSON.parse(await json(['owners', 'main.migmap'], 2)));
    assert.deepEqual(
      owners.owners.map((o) => [o.email, o.records, Boolean(o.user)]),
      [
        ['gone@example.com', 1, false],
        ['ada@example.com', 5, true],
      ],
    );

    const closed = events(await json(['run', 'main.migmap'], 2));
    assert.ok(closed.some((e) => e.event === 'gate' && e.gate === 'owners' && !e.open));
    const first = events(await json(['run', 'main.migmap', '--hold-unmatched'], 3)).at(-1)!;
    assert.ok(first.event === 'end' && first.report);
    assert.deepEqual([first.counts.created, first.counts.held], [5, 1]);
    const second = events(await json(['run', 'main.migmap', '--hold-unmatched'], 3)).at(-1)!;
    assert.ok(second.event === 'end');
    assert.deepEqual([second.counts.created, second.counts.unchanged, second.counts.held], [0, 5, 1]);

    const { runs } = runsResult.parse(JSON.parse(await json(['runs'], 0)));
    assert.deepEqual(
      runs.map((r) => r.state),
      ['gate-closed', 'incomplete', 'incomplete'],
    );
    const report = runReport.parse(JSON.parse(await json(['report', first.run], 0)));
    assert.ok(report.phases.every((phase) => phase.balanced));
    const text = await warmCli(['report', first.run], small.root);
    assert.match(text.out, /Every phase balances/);
    assert.match(readFileSync(first.report.html, 'utf8'), /<title>Small: migration report/);
  });
});
