import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkResult } from '@migmap/cli/json/check';
import { discoverResult } from '@migmap/cli/json/discover';
import type { ObjectSchema } from '@migmap/engine/schema/types';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration, type SmallMigration } from './small-migration.ts';

describe('a snapshot that the destination has left behind', function () {
  this.timeout(120_000);
  let small: SmallMigration;
  before(() => (small = smallMigration()));
  after(() => rmSync(small.root, { recursive: true }));

  const json = async (...args: string[]) => {
    const { code, out, err } = await warmCli([...args, '--format', 'json'], small.root);
    assert.equal(code, 0, err + out);
    return JSON.parse(out) as unknown;
  };
  const drifted = async (...args: string[]) =>
    checkResult
      .parse(await json('check', 'main.migmap', ...args))
      .diagnostics.filter((d) => d.code === 'MM503')
      .map((d) => `${d.start.line}: ${d.message.replace(/ as it was on [\d-]+/, '')}`);

  it('is told by check --live, remembered by check, and forgotten by discover', async () => {
    const record = join(small.root, '.migmap/drift/local.json');
    await json('discover');
    assert.deepEqual(await drifted('--live'), []);

    // As if an administrator had shortened one field and removed another since.
    const file = join(small.root, 'schemas/local/Contact.json');
    const contact = JSON.parse(readFileSync(file, 'utf8')) as ObjectSchema;
    const fields = contact.fields.map((f) => (f.name === 'LastName' ? { ...f, length: 400 } : f));
    const gone = { ...fields.find((f) => f.name === 'FirstName')!, name: 'Nick__c', label: 'Nick' };
    writeFileSync(file, JSON.stringify({ ...contact, fields: [...fields, gone] }));

    assert.deepEqual(await drifted(), []);
    const expected = [
      '21: In local, Contact has the field LastName, which now takes 80 characters and took 400. Run discovery (migmap discover), then correct this.',
    ];
    assert.deepEqual(await drifted('--live'), expected);
    assert.ok(existsSync(record));
    assert.deepEqual(await drifted(), expected);

    const { connections } = discoverResult.parse(await json('discover', 'local'));
    assert.deepEqual(connections[0]?.changes, [
      'Contact has the field LastName, which now takes 80 characters and took 400',
      'Contact no longer has the field Nick__c',
    ]);
    assert.equal(existsSync(record), false);
    assert.deepEqual(await drifted(), []);
  });
});
