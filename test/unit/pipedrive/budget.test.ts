import assert from 'node:assert/strict';
import { patient } from '@migmap/engine/run/patience';
import { made, openAccount, write } from './account.ts';

describe("Pipedrive's token budget", function () {
  this.timeout(30_000);
  type Account = Awaited<ReturnType<typeof openAccount>>;
  const accounts: Account[] = [];
  const open = async (...given: Parameters<typeof openAccount>) => {
    const account = await openAccount(...given);
    accounts.push(account);
    return account;
  };
  afterEach(async () => {
    for (const account of accounts.splice(0)) await account.close();
  });
  const names = (n: number) => Array.from({ length: n }, (_, i) => ({ name: `Org ${i}` }));

  it('keeps to the burst that the answers tell, whatever the connection guessed', async () => {
    const account = await open({ account: { plan: { burst: 12 } } }, { burst: 6, requestsInFlight: 6 });
    const ids = await made(account.destination, 'Organization', names(20));
    assert.equal(new Set(ids).size, 20);
    assert.ok(account.emulator.requests.every((r) => r.status < 300));
  });

  it('waits for a burst that somebody else has spent, and loses nothing', async () => {
    const account = await open();
    account.emulator.addFaults({
      method: 'POST',
      path: '/organizations',
      nth: 3,
      times: 2,
      kind: 'reject',
      status: 429,
    });
    const ids = await made(account.destination, 'Organization', names(8));
    assert.equal(new Set(ids).size, 8);
    assert.equal(await account.destination.count('Organization'), 8);
  });

  it('ends with the time of the renewal when the day is spent, and the count of what is left', async () => {
    const account = await open(
      { account: { plan: { burst: 5_000, dailyTokens: 100 } } },
      { requestsInFlight: 1 },
    );
    const spend = async () => {
      for (let i = 0; i < 40; i++) await made(account.destination, 'Organization', names(1));
    };
    const before = Date.now();
    await assert.rejects(spend(), (error: { class?: string; retryAfterMs?: number; message: string }) => {
      assert.equal(error.class, 'quota');
      const midnight = new Date().setUTCHours(24, 0, 0, 0);
      assert.ok(Math.abs(before + (error.retryAfterMs ?? 0) - midnight) < 10_000);
      assert.match(error.message, /renewed at \d{4}-/);
      return true;
    });
    assert.ok((account.destination.usage().remaining ?? 100) < 5);
    const sent = account.heard.length;
    await assert.rejects(made(account.destination, 'Organization', names(1)), { class: 'quota' });
    assert.equal(account.heard.length, sent, 'nothing is asked before the day is over');
  });

  it('is waited for by a run: what was refused is sent again afterwards, once', async () => {
    const account = await open({ account: { plan: { burst: 5_000 } } });
    const told: string[] = [];
    let waited = 0;
    let spent = true;
    const destination = patient(
      {
        ...account.destination,
        write: async (batch, context) => {
          if (!spent) return account.destination.write(batch, context);
          const { ConnectorError } = await import('@migmap/engine/connectors/errors');
          throw new ConnectorError('quota', 'SPENT', 'Spent.', { retryAfterMs: 3_600_000 });
        },
      },
      {
        pause: async (ms) => {
          waited += ms;
          spent = false;
        },
        stopped: () => false,
        onWait: (message) => told.push(message),
      },
    );
    const results = await write(destination, 'Organization', names(1));
    assert.equal(results[0]?.outcome, 'created');
    assert.ok(waited >= 3_600_000);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /waits until \d{4}-.*--resume/);
    assert.equal(await account.destination.count('Organization'), 1);
  });

  it('is what capabilities plan by', async () => {
    const account = await open(
      { account: { plan: { burst: 50, dailyTokens: 90_000 } } },
      { dailyTokens: 90_000 },
    );
    const { rate, channels } = await account.destination.capabilities();
    assert.ok(rate.kind === 'tokens');
    assert.equal(rate.perDay, 90_000);
    assert.ok(rate.remaining < 90_000 && rate.remaining > 89_000, String(rate.remaining));
    assert.equal(channels[0]?.costs?.['Lead'], 10);
    assert.equal(channels[0]?.costs?.['Deal'], 5);
  });
});
