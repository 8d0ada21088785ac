import assert from 'node:assert/strict';
import { appendFileSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { exampleWorkspace, type ExampleWorkspace } from '../example/workspace.ts';
import { pipedriveExample } from './example.ts';

/** Hash keys are the account's own: whatever a person is shown calls a custom field by its label. */
describe('the Pipedrive example, as a person reads it', function () {
  this.timeout(180_000);
  let workspace: ExampleWorkspace;
  let hashes: string[];
  let folder: string;

  before(async () => {
    workspace = await exampleWorkspace({ from: pipedriveExample, seed: 7, scale: 0.1 });
    const { migmap, root } = workspace;
    await migmap(['discover']);
    await migmap(['manifest', 'main.migmap', '--create']);
    // Tiers that nobody declared, a text that is too long, a company that is its own group's second.
    const companies = join(root, 'export', 'companies.csv');
    const [heading = '', first = ''] = readFileSync(companies, 'utf8').split('\n');
    const names = heading.split(',').map((name) => name.toLowerCase().replaceAll(' ', '_'));
    const row = (changes: Record<string, string>) =>
      names.map((name) => changes[name] ?? (name === 'owner_id' ? 'US-000001' : '')).join(',');
    assert.ok(first !== '' && names.includes('account_tier'), heading);
    appendFileSync(
      companies,
      `${[
        row({ id: 'CO-800001', name: 'Tier', account_tier: 'Platinum' }),
        row({ id: 'CO-800002', name: 'Long', industry: 'x'.repeat(300) }),
        row({ id: 'CO-800003', name: 'Child', parent_id: 'CO-800001' }),
      ].join('\n')}\n`,
    );
    await migmap(['check', 'main.migmap']);
    await migmap(['plan', 'main.migmap']);
    await migmap(['graph', 'main.migmap']);
    await migmap(['preview', 'main.migmap', '--sample', '40']);
    await migmap(['owners', 'main.migmap'], 2);
    const events = await migmap(['run', 'main.migmap', '--hold-unmatched', '--format', 'json'], 3);
    folder = join((JSON.parse(events.trim().split('\n').at(-1)!) as Ended).report.json, '..');
    await migmap(['report', 'latest']);
    await migmap(['runs']);
    for (const format of ['text', 'md', 'csv']) await migmap(['manifest', 'main.migmap', '--format', format]);
    const db = new DatabaseSync(join(root, '.migmap', 'emulators', 'local.sqlite'));
    hashes = fieldCodes(db);
    // Somebody edits a custom field of a loaded record, so that the verification has something to say.
    editCustomField(db);
    db.close();
    await migmap(['verify', 'latest'], 3);
    await migmap(['explain', 'latest', '1', '--object', 'Person']);
  });
  after(() => workspace?.remove());

  it('was shown custom fields at all', () => {
    assert.ok(hashes.length > 20, `${hashes.length} custom fields`);
    const all = workspace.printed.join('\n');
    for (const label of ['Account tier', 'SmartDesk industry', 'Original lifecycle stage', 'Parent company'])
      assert.ok(all.includes(label), label);
    const held = readFileSync(join(folder, 'held-Company.csv'), 'utf8');
    assert.match(held, /Account tier/);
    assert.match(held, /SmartDesk industry/);
  });

  it('has no hash key in anything that a command prints', () => {
    for (const text of workspace.printed) assertReadable(text, text.split('\n')[0]!);
  });

  it('has no hash key in a report or in a file for a person', () => {
    const files = globSync('**/*.{csv,html,md,json}', { cwd: folder })
      // The run's own copy of the compiled mapping, and what `verify --format json` prints.
      .filter((file) => file !== 'mapping.json' && file !== 'verification.json');
    assert.ok(files.length > 15, files.join(', '));
    for (const file of files) assertReadable(readFileSync(join(folder, file), 'utf8'), file);
  });

  it('asks which record is meant where ids are counted object by object', async () => {
    await workspace.migmap(['explain', 'latest', '1'], 1);
    assert.match(workspace.printed.at(-1)!, /several records, of Organization, Person, .*--object/);
  });

  function assertReadable(text: string, where: string): void {
    for (const hash of hashes) {
      const at = text.indexOf(hash);
      assert.equal(at, -1, `${where}: …${text.slice(Math.max(0, at - 80), at + 60)}…`);
    }
  }
});

interface Ended {
  readonly report: { readonly json: string };
}

const fieldCodes = (db: DatabaseSync): string[] =>
  db
    .prepare('SELECT id FROM field')
    .all()
    .map((row) => String(row['id']));

/** Another industry in an organization, behind the tool's back. */
function editCustomField(db: DatabaseSync): void {
  const code = db
    .prepare("SELECT id FROM field WHERE json_extract(body, '$.name') = 'SmartDesk industry'")
    .get()?.['id'];
  const path = `$.custom_fields."${String(code)}"`;
  const { changes } = db
    .prepare('UPDATE organization SET body = json_set(body, ?, ?) WHERE json_extract(body, ?) IS NOT NULL')
    .run(path, 'Edited', path);
  assert.ok(Number(changes) > 0);
}
