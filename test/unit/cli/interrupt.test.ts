import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { startEmulator, type Emulator } from '@migmap/emulators/all';
import { runEvent, type RunEvent } from '@migmap/engine/run/events';
import { runCli, startCli } from './run-cli.ts';
import { smallMigration, type SmallMigration } from './small-migration.ts';

const contacts = 3000;

describe('a run', function () {
  this.timeout(180_000);
  let emulator: Emulator;
  let small: SmallMigration;
  beforeEach(async () => {
    const users = [
      { email: 'ada@example.com', name: 'Ada Lovelace' },
      { email: 'gone@example.com', name: 'Not Gone' },
    ];
    emulator = await startEmulator('salesforce', { org: { users } });
    small = smallMigration({ url: emulator.url, extraContacts: contacts - 3 });
    process.env['MIGMAP_REMOTE_ACCESS_TOKEN'] = 'any';
    for (const args of [['discover'], ['manifest', 'main.migmap', '--create']]) {
      const { code, err } = await runCli(args, small.root);
      assert.equal(code, 0, err);
    }
  });
  afterEach(async () => {
    delete process.env['MIGMAP_REMOTE_ACCESS_TOKEN'];
    rmSync(small.root, { recursive: true });
    await emulator.close();
  });

  /** Starts a run and does something once its contacts begin. */
  async function runUntilContacts(then: (child: ReturnType<typeof startCli>['child']) => void) {
    const { child, end } = startCli(['run', 'main.migmap', '--format', 'json'], small.root);
    child.stdout!.on('data', (text: string) => {
      if (/"phase-start","phase":"Contact->Contact"/.test(text)) then(child);
    });
    return end;
  }

  it('ends in order with exit code 4 on Ctrl-C; --resume goes on and makes nothing twice', async () => {
    const interrupted = await runUntilContacts((child) => child.kill('SIGINT'));
    assert.equal(interrupted.code, 4, interrupted.err);
    assert.match(interrupted.err, /Stopping: what is in flight is finished first/);
    assert.equal(last(interrupted.out).event, 'end');
    assert.ok((await created()) < contacts, 'it ended before the interruption');

    const resumed = await runCli(['run', 'main.migmap', '--resume', '--format', 'json'], small.root);
    assert.equal(resumed.code, 0, resumed.err);
    const end = last(resumed.out);
    assert.ok(end.event === 'end' && end.state === 'complete');
    assert.equal(await created(), contacts);
  });

  it('goes on when the editor or terminal that started it goes away', async () => {
    const abandoned = await runUntilContacts((child) => {
      child.stdout!.destroy();
      child.stderr!.destroy();
      child.kill('SIGHUP');
    });
    assert.equal(abandoned.code, 0);
    assert.equal(await created(), contacts);
    const { out } = await runCli(['report'], small.root);
    assert.match(out, /^Run \S+: complete$/m);
  });

  /** Contacts that the destination has, as it says itself. */
  async function created(): Promise<number> {
    const query = `${emulator.url}/services/data/v62.0/query?q=${encodeURIComponent('SELECT COUNT() FROM Contact')}`;
    const response = await fetch(query, { headers: { authorization: 'Bearer any' } });
    return ((await response.json()) as { totalSize: number }).totalSize;
  }
});

function last(out: string): RunEvent {
  return runEvent.parse(JSON.parse(out.trim().split('\n').at(-1)!));
}
