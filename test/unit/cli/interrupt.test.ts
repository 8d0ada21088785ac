import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultInput } from '@migmap/emulators/faults/faults';
import { startSalesforceEmulator, type SalesforceEmulator } from '@migmap/emulators/salesforce/server';
import { runEvent, type RunEvent } from '@migmap/engine/run/events';
import { startCli } from '../../support/cli/run-cli.ts';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration, type SmallMigration } from './small-migration.ts';

/** More than collections take: they go by a bulk job. */
const contacts = 3000;

describe('a run', function () {
  this.timeout(180_000);
  let emulator: SalesforceEmulator;
  let small: SmallMigration;
  const prepare = async (extraContacts: number): Promise<void> => {
    const users = [
      { email: 'ada@example.com', name: 'Ada Lovelace' },
      { email: 'gone@example.com', name: 'Not Gone' },
    ];
    emulator = await startSalesforceEmulator({ org: { users } });
    small = smallMigration({ url: emulator.url, extraContacts });
    process.env['MIGMAP_REMOTE_ACCESS_TOKEN'] = 'any';
    for (const args of [['discover'], ['manifest', 'main.migmap', '--create']]) {
      const { code, err } = await warmCli(args, small.root);
      assert.equal(code, 0, err);
    }
  };
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
    await prepare(contacts - 3);
    const interrupted = await runUntilContacts((child) => child.kill('SIGINT'));
    assert.equal(interrupted.code, 4, interrupted.err);
    assert.match(interrupted.err, /Stopping: what is in flight is finished first/);
    assert.equal(last(interrupted.out).event, 'end');
    assert.ok((await created()) < contacts, 'it ended before the interruption');

    const resumed = await warmCli(['run', 'main.migmap', '--resume', '--format', 'json'], small.root);
    assert.equal(resumed.code, 0, resumed.err);
    const end = last(resumed.out);
    assert.ok(end.event === 'end' && end.state === 'complete');
    assert.equal(await created(), contacts);
  });

  /** Two seconds by the promise, and what a busy machine adds. */
  const mostMsToStop = 3_000;
  const waits: Record<string, FaultInput> = {
    'a write that is not answered': { path: '/composite', method: 'PATCH|POST', kind: 'hold' },
    'a question that is not answered': { path: '/query', nth: 5, kind: 'hold' },
    'a minute that the server asks for': { path: '/composite', kind: 'reject', retryAfter: 60, times: 99 },
    'a bulk job': { method: 'PATCH', path: '/jobs/ingest', kind: 'stallJob', ms: 60_000 },
  };
  for (const [what, { method, ...fault }] of Object.entries(waits))
    it(`ends within two seconds on Ctrl-C while it waits for ${what}`, async () => {
      await prepare(fault.kind === 'stallJob' ? contacts - 3 : 10);
      const methods = method === undefined ? [undefined] : method.split('|');
      emulator.addFaults(methods.map((m) => ({ ...fault, ...(m && { method: m }) })));
      const { child, end } = startCli(['run', 'main.migmap', '--format', 'json'], small.root);
      const struck = () => emulator.faults().some((f) => f.struck > 0);
      while (!struck() && child.exitCode === null) await sleep(20);
      const toldAt = performance.now();
      child.kill('SIGINT');
      const { code, err, out } = await end;
      const took = performance.now() - toldAt;
      assert.equal(code, 4, err);
      assert.equal(last(out).event, 'end', 'it ends with a report');
      assert.ok(took < mostMsToStop, `${Math.round(took)} ms`);
    });

  it('goes on when the editor or terminal that started it goes away', async () => {
    await prepare(contacts - 3);
    const abandoned = await runUntilContacts((child) => {
      child.stdout!.destroy();
      child.stderr!.destroy();
      child.kill('SIGHUP');
    });
    assert.equal(abandoned.code, 0);
    assert.equal(await created(), contacts);
    const { out } = await warmCli(['report'], small.root);
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
