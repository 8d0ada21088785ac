import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { startSalesforceEmulator, type SalesforceEmulator } from '@migmap/emulators/salesforce/server';
import { startCli } from '../../support/cli/run-cli.ts';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration, type SmallMigration } from '../../unit/cli/small-migration.ts';

const contacts = 1500;
const env = { MIGMAP_REMOTE_ACCESS_TOKEN: 'any-token-will-do' };

describe('a run that meets the end of a Salesforce day', function () {
  this.timeout(180_000);
  let emulator: SalesforceEmulator;
  let small: SmallMigration;
  before(async () => {
    const users = [
      { email: 'ada@example.com', name: 'Ada Lovelace' },
      { email: 'gone@example.com', name: 'Not Gone' },
    ];
    emulator = await startSalesforceEmulator({ org: { users, limits: { dailyApiRequests: 2000 } } });
    small = smallMigration({ url: emulator.url, extraContacts: contacts - 3 });
    for (const args of [['discover'], ['manifest', 'main.migmap', '--create']]) {
      const { code, err } = await warmCli(args, small.root, { env });
      assert.equal(code, 0, err);
    }
  });
  after(async () => {
    rmSync(small.root, { recursive: true });
    await emulator.close();
  });

  it('pauses before it is over, says until when, leaves people their share, and resumes', async () => {
    const { usage } = emulator.org;
    const { out: planned } = await warmCli(['plan', 'main.migmap', '--format', 'json'], small.root, { env });
    const { totals } = JSON.parse(planned) as { totals: { requests: number; shareOfDay: number } };
    assert.ok(totals.requests > 0 && totals.shareOfDay > 0, planned);

    // Others have used most of it: what is left does for the look around and some of the load.
    const asked = usage.requests;
    await warmCli(['plan', 'main.migmap'], small.root, { env });
    const lookAround = usage.requests - asked;
    usage.requests = 2000 - 20 - lookAround - 12;
    const { child, end } = startCli(['run', 'main.migmap'], small.root, { env });
    child.stderr!.on('data', (text: string) => {
      if (/The run waits until/.test(text)) child.kill('SIGINT');
    });
    const { code, err } = await end;
    assert.equal(code, 4, err);
    assert.match(
      err,
      /of the org's 2000 API requests in 24 hours are used.*The run waits until \d{4}-\d\d-\d\dT/,
    );
    assert.ok(usage.requests <= 1980, `${usage.requests} of 2000, 20 are people's`);

    usage.requests = 0;
    const resumed = await warmCli(['run', 'main.migmap', '--resume'], small.root, { env });
    assert.equal(resumed.code, 0, resumed.err);
    const count = (object: string) =>
      (emulator.db.prepare(`SELECT count(*) AS n FROM "${object}"`).get() as { n: number }).n;
    assert.deepEqual([count('Account'), count('Contact')], [3, contacts]);
  });
});
