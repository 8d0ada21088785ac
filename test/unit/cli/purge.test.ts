import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '@migmap/emulators/all';
import { purgeResult } from '@migmap/cli/json/purge';
import { openJournal } from '@migmap/engine/journal/journal';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration, type SmallMigration } from './small-migration.ts';

/** Values of customers that the small migration moves or holds. */
const customers = /Initech|Umbrella|Vandelay|Hopper|Liskov|gone@example\.com/;

describe('migmap purge', function () {
  this.timeout(180_000);
  let emulator: Emulator;
  let small: SmallMigration;
  const env = { MIGMAP_REMOTE_ACCESS_TOKEN: 'any-token-will-do' };
  const cli = async (args: string[], code: number) => {
    const end = await warmCli(args, small.root, { env });
    assert.equal(end.code, code, `${args.join(' ')}\n${end.out}\n${end.err}`);
    return end;
  };
  const withCustomers = () =>
    globSync('**/*', { cwd: join(small.root, '.migmap') }).filter((file) => {
      const path = join(small.root, '.migmap', file);
      return statSync(path).isFile() && customers.test(readFileSync(path, 'latin1'));
    });

  before(async () => {
    emulator = await startEmulator('salesforce', {
      org: { users: [{ email: 'ada@example.com', name: 'Ada' }] },
    });
    small = smallMigration({ url: emulator.url });
    await cli(['discover'], 0);
    await cli(['manifest', 'main.migmap', '--create'], 0);
    await cli(['run', 'main.migmap', '--hold-unmatched'], 3);
  });
  after(async () => {
    rmSync(small.root, { recursive: true });
    await emulator.close();
  });

  it('wants a run or --all, and touches nothing before --yes', async () => {
    assert.match((await cli(['purge'], 1)).err, /Say which run to purge, or --all/);
    assert.match((await cli(['purge', 'latest', '--forget-ids'], 1)).err, /--forget-ids goes with --all/);
    const before = withCustomers();
    const { out } = await cli(['purge', '--all'], 2);
    assert.match(out, /profiles\n.*Nothing is removed yet.*say --yes/s);
    assert.deepEqual(withCustomers(), before);
    assert.ok(before.some((f) => f.endsWith('export.json')));
    assert.ok(before.some((f) => f.endsWith('held-Company.csv')));
  });

  it('leaves no value of a customer, keeps the ids, and says afterwards what can no longer be done', async () => {
    const told = purgeResult.parse(
      JSON.parse((await cli(['purge', '--all', '--yes', '--format', 'json'], 0)).out),
    );
    assert.deepEqual([told.done, told.runs.length, told.keptIds], [true, 1, true]);
    assert.deepEqual(withCustomers(), []);
    const [run] = told.runs as [string];
    for (const command of ['rollback', 'verify'])
      assert.match((await cli([command, run], 1)).err, /were purged at .*neither rolled back nor verified/);
    const journal = openJournal(join(small.root, '.migmap', 'remote', 'journal.sqlite'), { look: true });
    const [made] = await journal.records.createdIds(run, 'Contact->Contact', undefined, 1);
    journal.close();
    assert.match((await cli(['explain', run, made!.destinationId], 0)).out, /contacts\.csv:\d/);
    const again = await cli(['run', 'main.migmap', '--hold-unmatched', '--format', 'json'], 3);
    const end = JSON.parse(again.out.trim().split('\n').at(-1)!) as { counts: Record<string, number> };
    assert.equal(end.counts['created'], 0);
  });

  it('--forget-ids leaves nothing at all', async () => {
    await cli(['purge', '--all', '--forget-ids', '--yes'], 0);
    assert.deepEqual(withCustomers(), []);
    assert.ok(!existsSync(join(small.root, '.migmap', 'remote')));
    assert.match((await cli(['runs'], 0)).out, /Nothing was run yet/);
  });
});
