import assert from 'node:assert/strict';
import { ConnectorError } from '@migmap/engine/connectors/errors';
import { createLimiter } from '@migmap/engine/connectors/http/limiter';
import { keepDay, usageOf } from '@migmap/engine/connectors/salesforce/day';

describe('the requests of a day', () => {
  let at = 0;
  const start = (used: number, limit: number) => {
    at = 0;
    const day = keepDay(createLimiter({ inFlight: 25 }), () => at);
    day.heard({ used, limit });
    return day;
  };
  const spent = (error: unknown) =>
    error instanceof ConnectorError && error.class === 'quota' && (error.retryAfterMs ?? 0) > 0;

  it('are read from the header', () => {
    assert.deepEqual(usageOf('api-usage=18/5000'), { used: 18, limit: 5000 });
    assert.equal(usageOf(undefined), undefined);
  });

  it('are counted with those in flight, and never overrun', async () => {
    const day = start(4_940, 5_000);
    let sent = 0;
    const asked = Array.from({ length: 25 }, () =>
      day.limiter.run(async () => {
        sent++;
        await Promise.resolve();
      }),
    );
    const ends = await Promise.allSettled(asked);
    // A hundredth is left to people: 50 of 5,000, so ten requests go out.
    assert.equal(sent, 10);
    assert.ok(ends.filter((e) => e.status === 'rejected').every((e) => spent(e.reason)));
  });

  it('are asked for again with one request after a while, and go on when some have come back', async () => {
    const day = start(5_000, 5_000);
    const nothing = async () => {};
    await assert.rejects(day.limiter.run(nothing), spent);
    at += 15 * 60_000;
    await day.limiter.run(nothing);
    await assert.rejects(day.limiter.run(nothing), spent, 'one alone');
    at += 15 * 60_000;
    await day.limiter.run(async () => day.heard({ used: 4_000, limit: 5_000 }));
    await day.limiter.run(nothing);
    assert.equal(day.left(), 1_000);
  });

  it('are no bar where nobody has told them', async () => {
    const day = keepDay(createLimiter({ inFlight: 1 }));
    await day.limiter.run(async () => {});
    assert.equal(day.left(), undefined);
  });
});
