import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { startSalesforceEmulator, type SalesforceEmulator } from '@migmap/emulators/salesforce/server';
import { chosen } from '../seeded.ts';
import { runCli } from '../../support/cli/run-cli.ts';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration, type SmallMigration } from '../../unit/cli/small-migration.ts';

const contacts = 1500;
const env = { MIGMAP_REMOTE_ACCESS_TOKEN: 'any-token-will-do' };

describe('a run whose disk is full', function () {
  this.timeout(180_000);
  let emulator: SalesforceEmulator;
  let small: SmallMigration;
  beforeEach(async () => {
    const users = [
      { email: 'ada@example.com', name: 'Ada Lovelace' },
      { email: 'gone@example.com', name: 'Not Gone' },
    ];
    emulator = await startSalesforceEmulator({ org: { users } });
    small = smallMigration({ url: emulator.url, extraContacts: contacts - 3 });
    for (const args of [['discover'], ['manifest', 'main.migmap', '--create']]) await cli(args, 0);
  });
  afterEach(async () => {
    rmSync(small.root, { recursive: true });
    await emulator.close();
  });

  const cli = async (args: string[], code: number | undefined, under?: string) => {
    const end = await (under === undefined
      ? warmCli(args, small.root, { env })
      : runCli(args, small.root, { env, under }));
    if (code !== undefined) assert.equal(end.code, code, `${args.join(' ')}\n${end.out}\n${end.err}`);
    return end;
  };
  const count = (object: string): number =>
    (emulator.db.prepare(`SELECT count(*) AS n FROM "${object}"`).get() as { n: number }).n;
  const whole = () => assert.deepEqual([count('Account'), count('Contact')], [3, contacts]);

  // The journal of this load grows to about 1 MB, the reports to 60 KB; each limit meets another file or another moment.
  for (const kilobytes of chosen([100, 900], 1, 'full disk'))
    it(`at ${kilobytes} KB a file says so, claims nothing, and goes on when there is room`, async () => {
      const { code, err, out } = await cli(['run', 'main.migmap'], undefined, `ulimit -f ${kilobytes}`);
      assert.ok(code === 4, `${code}\n${out}\n${err}`);
      assert.match(err, /could not be written: .*(Make room|Raise the limit)/);
      assert.doesNotMatch(err, /fault of migmap|\n\s+at /);
      assert.doesNotMatch(out, /Every phase balances/);
      await cli(['run', 'main.migmap', '--resume'], 0);
      whole();
    });

  it('or whose report was torn: migmap says so, without a stack', async () => {
    await cli(['run', 'main.migmap'], 0);
    const [report] = globSync('.migmap/remote/runs/*/report.json', { cwd: small.root });
    truncateSync(join(small.root, report!), 100);
    const { err } = await cli(['report'], 1);
    assert.match(err, /report\.json is damaged/);
    assert.doesNotMatch(err, /fault of migmap/);
  });

  it('on a file system of its own: the run that follows loads what is missing and nothing twice', async function () {
    const can = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=64k tmpfs /mnt']);
    if (can.status !== 0) {
      process.stderr.write('      SKIPPED: no file system can be mounted here\n');
      return this.skip();
    }
    mkdirSync(join(small.root, '.migmap'), { recursive: true });
    const mounted = `if [ -z "$INSIDE" ]; then export INSIDE=1; exec unshare -rm bash -c 'mount -t tmpfs -o size=400k tmpfs .migmap; "$@"; echo "first $?"; df .migmap >&2; mount -o remount,size=50m .migmap; "$@" --resume; code=$?; "$@" --resume >/dev/null; exit $code' bash "$@"; fi`;
    const { code, out, err } = await cli(['run', 'main.migmap'], undefined, mounted);
    assert.match(out, /^first 4$/m);
    assert.match(err, /could not be written: .*Make room/);
    assert.equal(code, 0, err);
    whole();
  });

  for (const [what, args, kilobytes] of [
    ['the profile', ['discover', 'export'], 1],
    ['the schema', ['discover', 'remote'], 8],
  ] as const)
    it(`leaves ${what} as it was, and nothing half-written`, async () => {
      const { code, err } = await cli([...args], undefined, `ulimit -f ${kilobytes}`);
      assert.equal(code, 1, err);
      assert.match(err, /could not be written: .*(Make room|Raise the limit)/);
      const { stdout } = spawnSync('find', [small.root, '-name', '*.tmp'], { encoding: 'utf8' });
      assert.equal(stdout, '');
      await cli(['check', 'main.migmap'], 0);
    });
});
