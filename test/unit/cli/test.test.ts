import assert from 'node:assert/strict';
import { appendFileSync, rmSync } from 'node:fs';
import { testResult } from '@migmap/cli/json/test';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration, type SmallMigration } from './small-migration.ts';

const good = `
test "a contact has no account" {
  given Contact { id = "7"  first_name = "Ada"  last_name = "Lovelace" }
  expect Contact { FirstName = "Ada"  LastName = "Lovelace" }
  expect no Account
}
`;
const bad = `
test "a company is renamed" {
  given Company { id = "1"  name = "Initech" }
  expect Account { Name = "Initrode" }
}
`;

describe('migmap test', () => {
  let migration: SmallMigration;
  beforeEach(() => {
    migration = smallMigration();
  });
  afterEach(() => rmSync(migration.root, { recursive: true }));
  const run = (...args: string[]) => warmCli(['test', migration.file, ...args], migration.root);

  it('passes without any connection or schema', async () => {
    appendFileSync(migration.file, good);
    const { code, out, err } = await run();
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /✓ a contact has no account main\.migmap:\d+\n2 passed, 0 failed\n$/);
  });

  it('fails with what was expected and what came', async () => {
    appendFileSync(migration.file, good + bad);
    const { code, out } = await run();
    assert.equal(code, 1);
    assert.match(out, /✗ a company is renamed .*\n +Account\.Name: expected "Initrode", but it is "Initech"/);
  });

  it('says the same to a program, of the tests that were asked for', async () => {
    appendFileSync(migration.file, good + bad);
    const { code, out } = await run('--format', 'json', '--name', 'a company is renamed');
    const { tests, passed, failed } = testResult.parse(JSON.parse(out));
    assert.deepEqual([code, passed, failed, tests.map((t) => t.name)], [1, 0, 1, ['a company is renamed']]);
  });

  it('says that there is no such test', async () => {
    assert.match((await run('--name', 'x')).err, /has no test "x"/);
  });

  it('does not run the tests of a mapping with errors', async () => {
    appendFileSync(migration.file, `${good}map Company -> {}`);
    const { code, err } = await run();
    assert.equal(code, 1);
    assert.match(err, /MM001[\s\S]*has errors/);
  });
});
