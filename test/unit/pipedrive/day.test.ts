import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { startPipedriveEmulator, type PipedriveEmulator } from '@migmap/emulators/pipedrive/server';
import { runEvent, type RunEvent } from '@migmap/engine/run/events';
import { startCli, type CliEnd } from '../../support/cli/run-cli.ts';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallWorkspace } from './small.ts';

const companies = 60;
/** Less than the 300 tokens of the companies alone, more than all of a day's preparations. */
const dailyTokens = 290;
const dayMs = 86_400_000;

describe("a whole run over the end of Pipedrive's day", function () {
  this.timeout(120_000);
  let emulator: PipedriveEmulator;
  let root: string;
  let running: ChildProcess | undefined;
  beforeEach(async () => {
    emulator = await startPipedriveEmulator({
      account: {
        users: [{ email: 'ada@example.com', name: 'Ada' }],
        plan: { burst: 5_000, dailyTokens },
      },
    });
    root = smallWorkspace({ url: emulator.url, companies, dailyTokens });
    process.env['MIGMAP_REMOTE_API_TOKEN'] = 'any';
    for (const args of [['discover'], ['manifest', 'main.migmap', '--create']]) {
      const { code, err } = await warmCli(args, root);
      assert.equal(code, 0, err);
      await moveClock(1, 12 * 3_600_000);
    }
  });
  afterEach(async () => {
    running?.kill('SIGKILL');
    delete process.env['MIGMAP_REMOTE_API_TOKEN'];
    rmSync(root, { recursive: true });
    await emulator.close();
  });

  /** To so many days on, at a time of that day. */
  async function moveClock(days: number, atMs: number): Promise<void> {
    const midnight = new Date(emulator.account.clock.now()).setUTCHours(0, 0, 0, 0);
    const to = new Date(midnight + days * dayMs + atMs).toISOString();
    const answer = await fetch(`${emulator.url}/__clock`, { method: 'POST', body: JSON.stringify({ to }) });
    assert.equal(answer.status, 200, await answer.text());
  }
  /** A run, and what is done about what it prints. */
  function started(hear: (text: string, child: ChildProcess) => void): Promise<CliEnd> {
    const { child, end } = startCli(['run', 'main.migmap', '--format', 'json'], root);
    child.stdout!.on('data', (text: string) => hear(text, child));
    running = child;
    return end;
  }
  /** Others of the company leave so many tokens of the day. */
  const spendAllBut = (left: number) =>
    void emulator.db
      .prepare('UPDATE _spent SET tokens = max(tokens, ?) WHERE day = (SELECT max(day) FROM _spent)')
      .run(dailyTokens - left);
  const refused = () => emulator.requests.filter((r) => r.status === 429).length;
  const spentPerDay = () =>
    emulator.db
      .prepare('SELECT tokens FROM _spent ORDER BY day')
      .all()
      .map((row) => Number(row['tokens']));
  function assertEachOnce(): void {
    const names = emulator.account.documents
      .list('organization', { deleted: false })
      .map(({ body }) => String(body['name']));
    const wanted = Array.from({ length: companies }, (_, i) => `Company ${i}`);
    assert.deepEqual(names.toSorted(), wanted.toSorted());
    for (const tokens of spentPerDay()) assert.ok(tokens <= dailyTokens, `${tokens} in a day`);
    // Requests that were on their way when the budget ended, and nothing after them.
    assert.ok(refused() <= 16, `${refused()} requests beyond the budget`);
  }

  it('is told by the plan: the tokens, the days, and what would shorten it', async () => {
    await moveClock(1, 0);
    const { out, code } = await warmCli(['plan', 'main.migmap'], root);
    assert.equal(code, 0);
    assert.match(out, /about 300 tokens: 2 days, with \d+ left today and 290 a day/);
    assert.match(out, /plan, more seats or a top-up/);
  });

  it('pauses, says until when, and goes on by itself the next day', async () => {
    await moveClock(1, 12 * 3_600_000);
    let evening: Promise<void> | undefined;
    const { code, out, err } = await started((text) => {
      if (text.includes('"phase-start"'))
        evening ??= moveClock(0, dayMs - 8_000).then(() => spendAllBut(100));
    });
    await evening;
    assert.equal(code, 0, err);
    const ahead = emulator.account.clock.now() - Date.now();
    const midnight = new Date(emulator.account.clock.now()).setUTCHours(0, 0, 0, 0);
    const events = told(out);
    const [wait] = waits(events);
    assert.ok(wait?.until, 'no event says until when it waits');
    assert.ok(Math.abs(Date.parse(wait.until) + ahead - midnight) < 3_000, wait.until);
    assert.match(wait.message, new RegExp(`waits until ${wait.until}.*--resume`));
    const end = events.at(-1);
    assert.ok(end?.event === 'end' && end.state === 'complete');
    assert.equal(end.counts.created, companies);
    assertEachOnce();
  });

  it('can be stopped while it waits; --resume goes on the next day and makes nothing twice', async () => {
    await moveClock(1, 12 * 3_600_000);
    const stopped = await started((text, child) => {
      if (text.includes('"until":')) child.kill('SIGINT');
    });
    assert.equal(stopped.code, 4, stopped.err);
    const before = emulator.account.documents.count('organization');
    assert.ok(before > 0 && before < companies, `${before}`);

    await moveClock(1, 60_000);
    const resumed = await warmCli(['run', 'main.migmap', '--resume', '--format', 'json'], root);
    assert.equal(resumed.code, 0, resumed.err);
    assert.deepEqual(waits(told(resumed.out)), []);
    assertEachOnce();
  });
});

const told = (out: string): RunEvent[] =>
  out
    .trim()
    .split('\n')
    .map((line) => runEvent.parse(JSON.parse(line)));
const waits = (events: readonly RunEvent[]) =>
  events.flatMap((e) => (e.event === 'note' && e.until !== undefined ? [e] : []));
