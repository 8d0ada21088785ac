import assert from 'node:assert/strict';
import { openAccount, type Account, type Answer } from './session.ts';

interface Case {
  readonly fault: Record<string, unknown>;
  /** Status of the answer; absent: the connection ends. */
  readonly status?: number;
  readonly made: number;
}

const cases: Record<string, Case> = {
  'reject: nothing is done': { fault: { kind: 'reject', status: 503 }, status: 503, made: 0 },
  'reject as too many': { fault: { kind: 'reject', status: 429, retryAfter: 1 }, status: 429, made: 0 },
  'dropBeforeCommit: nothing is done': { fault: { kind: 'dropBeforeCommit' }, made: 0 },
  'dropBeforeCommit within the body': { fault: { kind: 'dropBeforeCommit', bytes: 3 }, made: 0 },
  'failAfterCommit: done, and not answered': { fault: { kind: 'failAfterCommit' }, made: 1 },
  'errorAfterCommit: done, and denied': {
    fault: { kind: 'errorAfterCommit', status: 502 },
    status: 502,
    made: 1,
  },
  'truncate: done, and half answered': { fault: { kind: 'truncate' }, made: 1 },
  'slow: done': { fault: { kind: 'slow', ms: 20 }, status: 200, made: 1 },
  'hold for a time: done': { fault: { kind: 'hold', ms: 20 }, status: 200, made: 1 },
  'expireSession: 401, nothing is done': { fault: { kind: 'expireSession' }, status: 401, made: 0 },
  'refuseRecord: nothing is done': { fault: { kind: 'refuseRecord', status: 400 }, status: 400, made: 0 },
};

describe('faults on demand of the Pipedrive emulator', () => {
  let account: Account;
  beforeEach(async () => {
    account = await openAccount();
  });
  afterEach(() => account.close());

  const add = (): Promise<Answer> => account.call(2, 'POST', '/persons', { body: { name: 'x' } });
  const strike = (fault: object): void =>
    account.emulator.addFaults({ method: 'POST', path: '/persons', ...fault } as never);
  const made = (): number => account.emulator.account.documents.count('person');

  for (const [what, { fault, status, made: expected }] of Object.entries(cases))
    it(what, async () => {
      strike(fault);
      if (status === undefined) await assert.rejects(add());
      else assert.equal((await add()).status, status);
      assert.equal(made(), expected);
      assert.equal(account.emulator.faults()[0]?.struck, 1);
    });

  it('late: done although nobody waits any more', async () => {
    strike({ kind: 'late', ms: 50 });
    const call = fetch(`${account.emulator.url}/api/v2/persons`, {
      method: 'POST',
      headers: { 'x-api-token': 'local', 'content-type': 'application/json' },
      body: '{"name":"x"}',
      signal: AbortSignal.timeout(30),
    });
    await assert.rejects(call);
    assert.equal(made(), 0);
    while (made() === 0) await new Promise((next) => setTimeout(next, 5));
  });

  it('hold: done, and answered when the faults are cleared', async () => {
    strike({ kind: 'hold' });
    const held = add();
    while (made() === 0) await new Promise((next) => setImmediate(next));
    await fetch(`${account.emulator.url}/__faults`, { method: 'DELETE' });
    assert.equal((await held).status, 200);
  });

  it('jumpClock: records and answers have the new time', async () => {
    const before = Date.now();
    strike({ kind: 'jumpClock', ms: 7_200_000 });
    const { headers, body } = await add();
    for (const told of [headers.get('date') ?? '', body.data.add_time as string])
      assert.equal(Math.round((Date.parse(told) - before) / 3_600_000), 2);
  });
});
