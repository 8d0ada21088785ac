import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parse } from 'csv-parse/sync';
import { readExport } from './export.ts';
import { editCsv } from './later-export.ts';
import { openOrg, type Org } from './salesforce.ts';
import { exampleWorkspace, type ExampleWorkspace } from './workspace.ts';

type Listed = readonly Readonly<Record<string, string>>[];

/**
 * The example, loaded; then the export some days later, while people work in the org. Read from the org's database and the
 * files of the run.
 */
describe('the example, and a delta upon it', function () {
  this.timeout(300_000);
  let workspace: ExampleWorkspace;
  let then: Org;
  let now: Org;
  let told: { folder: string; counts: Record<string, number> };
  let requests: Record<string, string>;

  before(async () => {
    workspace = await exampleWorkspace({ seed: 7, scale: 0.05 });
    await workspace.migmap(['discover']);
    await workspace.migmap(['manifest', 'main.migmap', '--create']);
    await run();
    then = openOrg(workspace.root);
    const files = readExport(join(workspace.root, 'export'));
    const loadedRow = (
      file: string,
      object: string,
      fits: (row: Record<string, string>) => boolean,
    ): string => {
      const row = files.csv(file).rows.find((r) => then.id(object, r['id']!) !== undefined && fits(r));
      assert.ok(row, `no row of ${file} fits`);
      return row['id']!;
    };
    const referred = new Set(files.csv('contacts.csv').rows.map((c) => c['company_id']!));
    requests = {
      company: loadedRow('companies.csv', 'Account', () => true),
      parent: loadedRow('companies.csv', 'Account', (r) => r['id'] !== 'CO-000001' && referred.has(r['id']!)),
      deal: loadedRow('deals.csv', 'Opportunity', (r) => r['stage'] !== 'Lost'),
      lead: loadedRow('leads.csv', 'Lead', (r) => r['status'] !== 'Customer'),
      task: loadedRow('tasks.csv', 'Task', () => true),
      gone: loadedRow('tickets.csv', 'Case', () => true),
    };
    const folder = join(workspace.root, 'export');
    const { company, parent, deal, lead, task, gone } = requests as Record<string, string> & {
      company: string;
    };
    editCsv(folder, 'companies.csv', {
      [company!]: { Phone: '(415) 555-9999', City: 'Oakland', Description: 'now known' },
      [parent!]: null,
      'CO-900001': {
        Name: 'Later Ltd',
        Domain: 'later.example',
        'Owner ID': 'US-000001',
        'Created At': '01.02.2026 09:00',
      },
    });
    editCsv(folder, 'contacts.csv', {
      'CT-900001': {
        'First Name': 'Late',
        'Last Name': 'Comer',
        Email: 'late@later.example',
        'Company ID': 'CO-900001',
        'Owner ID': 'US-000001',
        'Created At': '01.02.2026 09:00',
      },
    });
    editCsv(folder, 'deals.csv', {
      [deal!]: { Stage: 'Lost', Pipeline: 'Small Business', Probability: '0', 'Lost Reason': 'Price' },
    });
    editCsv(folder, 'leads.csv', { [lead!]: { Status: 'Customer' } });
    editCsv(folder, 'tasks.csv', { [task!]: null });
    const db = new DatabaseSync(join(workspace.root, '.migmap', 'emulators', 'local.sqlite'));
    db.prepare('UPDATE "Account" SET "Phone" = ? WHERE "Id" = ?').run(
      'by hand',
      then.id('Account', company!)!,
    );
    db.prepare('UPDATE "Case" SET "IsDeleted" = 1 WHERE "Id" = ?').run(then.id('Case', gone!)!);
    db.close();
    told = await run('--delta');
    now = openOrg(workspace.root);
  });
  after(() => workspace?.remove());

  /** Some records are held in each: exit code 3. */
  async function run(...options: string[]): Promise<typeof told> {
    const args = ['run', 'main.migmap', '--hold-unmatched', '--format', 'json', ...options];
    const events = (await workspace.migmap(args, 3)).trim().split('\n');
    const end = JSON.parse(events.at(-1)!) as { report: { json: string }; counts: Record<string, number> };
    return { folder: join(end.report.json, '..'), counts: end.counts };
  }
  const listed = (folder: string, name: string) =>
    parse(readFileSync(join(folder, name)), { columns: true }) as unknown as Listed;
  const row = (org: Org, object: string, id: string) =>
    org.rows(object).find((r) => r['SmartDesk_Id__c'] === id);

  it('brings over what changed, and nothing twice', () => {
    const account = row(now, 'Account', requests['company']!);
    assert.deepEqual([account?.['BillingCity'], account?.['Description']], ['Oakland', 'now known']);
    const deal = row(now, 'Opportunity', requests['deal']!);
    assert.deepEqual([deal?.['StageName'], deal?.['sd_lost_reason__c']], ['Closed Lost', 'Price']);
    assert.equal(row(now, 'Contact', 'CT-900001')?.['AccountId'], now.id('Account', 'CO-900001'));
    const counts = (org: Org) =>
      Object.fromEntries(
        [
          'Account',
          'Contact',
          'Lead',
          'Opportunity',
          'Task',
          'Case',
          'OpportunityLineItem',
          'AccountContactRelation',
          'EventRelation',
          'ContentVersion',
          'EmailMessage',
        ].map((o) => [o, org.rows(o).length]),
      );
    const expected = counts(then);
    assert.deepEqual(counts(now), {
      ...expected,
      Account: expected['Account']! + 1,
      Contact: expected['Contact']! + 1,
      // The platform makes one beside a contact of an account.
      AccountContactRelation: expected['AccountContactRelation']! + 1,
      Case: expected['Case']! - 1,
    });
    assert.deepEqual([told.counts['created'], told.counts['updated']], [2, 2]);
  });

  it('keeps what a person wrote, and lists it with the mapping line and a link', () => {
    assert.equal(row(now, 'Account', requests['company']!)?.['Phone'], 'by hand');
    const all = listed(told.folder, 'conflicts.csv');
    const [conflict, ...more] = all.filter((c) => c['object'] === 'Account');
    assert.deepEqual(more, []);
    // The platform sums an opportunity's lines up; nobody overwrites that either.
    assert.deepEqual(
      all.filter((c) => c !== conflict).map((c) => [c['field'], c['what']]),
      [['Amount', 'changed in the destination alone, by a person or by the platform']],
    );
    const source = readFileSync(join(workspace.root, 'main.migmap'), 'utf8').split('\n');
    const line = /^main\.migmap:(\d+)$/.exec(conflict?.['line'] ?? '');
    assert.match(source[Number(line?.[1]) - 1] ?? '', /^\s*Phone\s+= phone$/);
    assert.match(conflict?.['link'] ?? '', new RegExp(`${now.id('Account', requests['company']!)}`));
    assert.deepEqual(
      [conflict?.['object'], conflict?.['field'], conflict?.['source'], conflict?.['destination']],
      ['Account', 'Phone', '(415) 555-9999', 'by hand'],
    );
  });

  it('does not make again what a person deleted, nor a contact of a lead', () => {
    const held = (object: string) => listed(told.folder, `held-${object}.csv`);
    assert.match(
      held('Ticket').find((r) => r['id'] === requests['gone'])?.['migmap reason'] ?? '',
      /no longer in the destination/,
    );
    assert.match(
      held('Lead').find((r) => r['id'] === requests['lead'])?.['migmap reason'] ?? '',
      /is Lead .* would now become Contact/,
    );
    assert.equal(row(now, 'Contact', requests['lead']!), undefined);
  });

  it('lists what has left the source, and deletes on request what nobody needs', async () => {
    const left = (folder: string) =>
      listed(folder, 'deleted.csv').map((r) => [
        r['source id'],
        r['outcome'],
        r['note']?.replace(/ \w{18} /, ' … '),
      ]);
    assert.deepEqual(
      new Set(left(told.folder).map(String)),
      new Set(['lead', 'parent', 'task'].map((name) => String([requests[name], 'listed', '']))),
    );
    const again = await run('--delta', '--apply-deletes');
    assert.deepEqual([again.counts['created'], again.counts['updated']], [0, 0]);
    assert.deepEqual(
      left(again.folder)
        .map(([id, outcome]) => `${id} ${outcome}`)
        .toSorted(),
      [`${requests['lead']} left`, `${requests['parent']} left`, `${requests['task']} deleted`].toSorted(),
    );
    const after = openOrg(workspace.root);
    assert.equal(row(after, 'Task', requests['task']!), undefined);
    assert.ok(row(after, 'Account', requests['parent']!));
    assert.equal(listed(again.folder, 'conflicts.csv').length, 1, 'the conflict stands');
  });

  it('is known as a delta by runs and report', async () => {
    const { runs } = JSON.parse(await workspace.migmap(['runs', '--format', 'json'])) as {
      runs: { run: string; delta?: string }[];
    };
    assert.deepEqual(
      runs.map((r) => r.delta),
      [undefined, runs[0]?.run, runs[1]?.run],
    );
    assert.match(await workspace.migmap(['report', 'latest']), /A delta upon run .*\n.*1 field was kept/);
  });
});
