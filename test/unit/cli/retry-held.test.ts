import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { ownersResult } from '@migmap/cli/json/owners';
import { runReport, type RunReport } from '@migmap/engine/report/types';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration, type SmallMigration } from './small-migration.ts';

/** Three records wait, each for a fix somewhere else; each fix, then `--retry-held`, loads that one alone. */
describe('records that wait, and --retry-held', function () {
  this.timeout(300_000);
  let small: SmallMigration;
  const cli = async (args: string[], code: number) => {
    const end = await warmCli([...args, '--format', 'json'], small.root);
    assert.equal(end.code, code, `${args.join(' ')}\n${end.err}\n${end.out}`);
    return end.out;
  };
  const run = async (options: string[], code: number): Promise<RunReport> => {
    await cli(['run', 'main.migmap', ...options], code);
    return runReport.parse(JSON.parse(await cli(['report', 'latest'], 0)));
  };
  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(join(small.root, file), 'utf8');
    assert.ok(text.includes(from), `${file}: ${text}`);
    writeFileSync(join(small.root, file), text.replace(from, to));
  };
  const waiting = ({ files }: RunReport) =>
    Object.keys(files)
      .filter((name) => /^(?:held|failed)-/.test(name))
      .flatMap((name) => parse<Record<string, string>>(readFileSync(files[name]!, 'utf8'), { columns: true }))
      .map((row) => ({
        id: row['id'],
        reason: row['migmap reason']!,
        field: row['migmap field'],
        line: row['migmap line'],
        source: row['migmap source'],
      }));
  const lineWith = (text: string) => {
    const lines = readFileSync(small.file, 'utf8').split('\n');
    return `main.migmap:${lines.findIndex((line) => line.includes(text)) + 1}`;
  };
  /** What a retry has done: it takes the waiting records and touches no other. */
  const outcome = ({ phases, totals }: RunReport) => ({
    inScope: phases.reduce((sum, p) => sum + p.inScope, 0),
    created: totals.created,
    held: totals.held,
    others: totals.updated + totals.unchanged + totals.merged + totals.skipped + totals.failed,
  });

  before(async () => {
    small = smallMigration();
    appendFileSync(
      join(small.root, 'export/contacts.csv'),
      'CT-4,Plato,,CO-1,US-1\nCT-5,Edsger,Dijkstra,CO-9,US-1\n',
    );
    await cli(['discover'], 0);
    await cli(['manifest', 'main.migmap', '--create'], 0);
  });
  after(() => rmSync(small.root, { recursive: true }));

  it('stand in files with their row, reason, field and line', async () => {
    const report = await run(['--hold-unmatched'], 3);
    const rows = waiting(report);
    assert.deepEqual(
      rows.map(({ id, field, line, source }) => [id, field, line, source]),
      [
        ['CO-3', 'OwnerId', lineWith('OwnerId = owner'), 'companies.csv:4'],
        ['CT-4', 'LastName', lineWith('LastName  = '), 'contacts.csv:5'],
        ['CT-5', 'AccountId', lineWith('AccountId = '), 'contacts.csv:6'],
      ],
    );
    assert.deepEqual(
      rows.map(({ reason }, i) => [/no user|US-2|gone@/, /required/, /CO-9/][i]!.test(reason)),
      [true, true, true],
      JSON.stringify(rows),
    );
  });

  it('are loaded after a fix in the mapping', async () => {
    edit('main.migmap', 'LastName  = last_name', 'LastName  = last_name ?? "(unknown)"');
    const report = await run(['--retry-held', '--hold-unmatched'], 3);
    assert.deepEqual(outcome(report), { inScope: 3, created: 1, held: 2, others: 0 });
    assert.deepEqual(
      waiting(report).map((row) => row.id),
      ['CO-3', 'CT-5'],
    );
  });

  it('are loaded after a decision in owners.csv, which migmap owners looks at again', async () => {
    const { queue } = ownersResult.parse(JSON.parse(await cli(['owners', 'main.migmap'], 2)));
    const [header, ...rows] = parse(readFileSync(queue, 'utf8')) as string[][];
    const [owner, giveTo] = ['owner', 'give to'].map((name) => header!.indexOf(name));
    for (const row of rows) if (row[owner!] === 'US-2') row[giveTo!] = 'nobody@example.com';
    const write = () => writeFileSync(queue, [header!, ...rows].map((row) => row.join(',')).join('\n'));
    write();
    assert.match(
      await cli(['owners', 'main.migmap'], 2),
      /gives them to nobody@example\.com, who is no active user/,
    );
    for (const row of rows) if (row[owner!] === 'US-2') row[giveTo!] = 'ada@example.com';
    write();
    const told = ownersResult.parse(JSON.parse(await cli(['owners', 'main.migmap'], 0)));
    const given = new Map(told.owners.map((o) => [o.value, o.givenTo]));
    assert.deepEqual(
      [
        ['US-1', given.get('US-1')],
        ['US-2', given.get('US-2')],
      ],
      [
        ['US-1', undefined],
        ['US-2', 'ada@example.com'],
      ],
    );
    const report = await run(['--retry-held'], 3);
    assert.deepEqual(outcome(report), { inScope: 2, created: 1, held: 1, others: 0 });
    // What was decided is what is compared.
    await cli(['verify', 'latest'], 0);
  });

  it('are loaded after a fix in the export', async () => {
    edit('export/contacts.csv', 'CO-9', 'CO-3');
    const report = await run(['--retry-held'], 0);
    assert.deepEqual(outcome(report), { inScope: 1, created: 1, held: 0, others: 0 });
    assert.deepEqual(waiting(report), []);
  });

  it('are none at the end: a run over everything changes nothing', async () => {
    const report = await run([], 0);
    assert.deepEqual([report.totals.created, report.totals.updated, report.totals.held], [0, 0, 0]);
  });
});
