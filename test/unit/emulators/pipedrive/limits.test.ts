import assert from 'node:assert/strict';
import { openAccount, type Account } from './session.ts';

const clock = async ({ emulator }: Account, body: object): Promise<void> => {
  const response = await fetch(`${emulator.url}/__clock`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(response.status, 200);
};
const noon = (): Date => new Date('2026-03-01T12:00:00Z');
const left = (headers: Headers): number => Number(headers.get('x-daily-requests-left'));

describe('tokens and bursts of the Pipedrive emulator', () => {
  let account: Account | undefined;
  afterEach(() => account?.close());

  it('every request takes its cost of the daily budget, also one that is refused', async () => {
    account = await openAccount({ account: { plan: { dailyTokens: 100 } }, now: noon });
    assert.equal(left((await account.call(2, 'POST', '/persons', { body: { name: 'x' } })).headers), 95);
    assert.equal(left((await account.call(2, 'POST', '/persons', { body: {} })).headers), 90);
    assert.equal(left((await account.call(1, 'GET', '/users')).headers), 70);
    assert.equal(left((await account.call(2, 'GET', '/persons/{id}', { params: { id: 1 } })).headers), 69);
  });

  it('a spent budget answers 429 and does nothing until midnight', async () => {
    account = await openAccount({ account: { plan: { dailyTokens: 12 } }, now: noon });
    const add = () => account!.call(2, 'POST', '/persons', { body: { name: 'x' } });
    assert.deepEqual([(await add()).status, (await add()).status], [200, 200]);
    const refused = await add();
    assert.equal(refused.status, 429);
    assert.equal(left(refused.headers), 2);
    await clock(account, { to: '2026-03-01T23:59:59Z' });
    assert.equal((await add()).status, 429);
    await clock(account, { to: '2026-03-02T00:00:00Z' });
    assert.equal(left((await add()).headers), 7);
    assert.equal(account.emulator.account.documents.count('person'), 3);
  });

  it('the budget is 30,000 times the plan times the seats', async () => {
    account = await openAccount({ account: { plan: { name: 'Premium', seats: 3 } } });
    assert.equal(account.emulator.account.limits.dailyTokens, 450_000);
  });

  it('more requests in two seconds than the plan allows answer 429, and take no tokens', async () => {
    account = await openAccount({ account: { plan: { burst: 3, dailyTokens: 1000 } }, now: noon });
    const me = () => account!.call(1, 'GET', '/users/me');
    for (const remaining of ['2', '1', '0']) {
      const { status, headers } = await me();
      assert.equal(status, 200);
      assert.equal(headers.get('x-ratelimit-limit'), '3');
      assert.equal(headers.get('x-ratelimit-remaining'), remaining);
    }
    const refused = await me();
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('x-ratelimit-reset'), '2');
    assert.equal(left(refused.headers), 994);
    await clock(account, { advanceMs: 2000 });
    assert.equal((await me()).status, 200);
  });

  it('searches have a limit of their own', async () => {
    account = await openAccount({ account: { plan: { searchBurst: 1 } }, now: noon });
    const search = () => account!.call(2, 'GET', '/persons/search', { query: { term: 'ab' } });
    assert.deepEqual([(await search()).status, (await search()).status], [200, 429]);
    assert.equal((await account.call(1, 'GET', '/users/me')).status, 200);
  });

  it('caps of the plan answer 403 with their code', async () => {
    account = await openAccount({ account: { plan: { openDeals: 1, customFields: 1 } } });
    const deal = (body: object) => account!.call(2, 'POST', '/deals', { body: { title: 'x', ...body } });
    assert.deepEqual([(await deal({})).status, (await deal({ status: 'won' })).status], [200, 200]);
    const refused = await deal({});
    assert.equal(refused.status, 403);
    assert.equal(refused.body.code, 'feature_capping_deals_limit');
    const field = () =>
      account!.call(2, 'POST', '/dealFields', { body: { field_name: 'x', field_type: 'text' } });
    assert.deepEqual([(await field()).status, (await field()).status], [200, 403]);
  });
});
