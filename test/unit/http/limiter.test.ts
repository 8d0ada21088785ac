import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { createLimiter } from '@migmap/engine/connectors/http/limiter';
import { pauseMs, retryAfterMs } from '@migmap/engine/connectors/http/retry';

describe('limiter', () => {
  it('lets no more out than may be in flight', async () => {
    const limiter = createLimiter({ inFlight: 3 });
    let now = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++now);
      await turn();
      now--;
    };
    await Promise.all(Array.from({ length: 20 }, () => limiter.run(work)));
    assert.equal(most, 3);
    assert.equal(now, 0);
  });

  it('gives the place back when the work fails', async () => {
    const limiter = createLimiter({ inFlight: 1 });
    await assert.rejects(
      limiter.run(() => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await limiter.run(() => Promise.resolve(7)), 7);
  });

  it('starts nothing while a pause runs', async () => {
    const limiter = createLimiter({ inFlight: 2 });
    limiter.pause(60);
    const begun = Date.now();
    await Promise.all([1, 2].map(() => limiter.run(() => Promise.resolve())));
    assert.ok(Date.now() - begun >= 55);
  });

  it('keeps to so many starts in a window', async () => {
    const limiter = createLimiter({ inFlight: 10, window: { requests: 3, seconds: 0.1 } });
    const starts: number[] = [];
    await Promise.all(
      Array.from({ length: 7 }, () => limiter.run(() => Promise.resolve(starts.push(Date.now())))),
    );
    for (let i = 3; i < starts.length; i++) {
      assert.ok((starts[i] ?? 0) - (starts[i - 3] ?? 0) >= 95, `start ${i} came too early`);
    }
  });

  it('lets a waiting one go when it is stopped', async () => {
    const limiter = createLimiter({ inFlight: 1 });
    const stop = new AbortController();
    let release = () => {};
    const first = limiter.run(() => new Promise<void>((resolve) => (release = resolve)));
    const second = limiter.run(() => Promise.resolve('ran'), stop.signal);
    stop.abort(new Error('stopped'));
    await assert.rejects(second, /stopped/);
    release();
    await first;
    assert.equal(await limiter.run(() => Promise.resolve('next')), 'next');
  });
});

describe('pauses', () => {
  const policy = { attempts: 5, firstMs: 100, longestMs: 1000 };
  const cases: [number, number, number][] = [
    [1, 0, 50],
    [1, 1, 150],
    [3, 0.5, 400],
    [9, 0.5, 1000],
  ];
  for (const [attempt, random, ms] of cases) {
    it(`after attempt ${attempt}, at ${random}: ${ms} ms`, () =>
      assert.equal(
        pauseMs(policy, attempt, () => random),
        ms,
      ));
  }

  const now = Date.parse('2026-03-01T00:00:00Z');
  const headers: [string | undefined, number | undefined][] = [
    [undefined, undefined],
    ['', undefined],
    ['2', 2000],
    ['0.5', 500],
    ['-1', undefined],
    ['Sun, 01 Mar 2026 00:00:05 GMT', 5000],
    ['Sat, 28 Feb 2026 00:00:05 GMT', 0],
    ['soon', undefined],
  ];
  for (const [header, ms] of headers) {
    it(`Retry-After ${header ?? 'absent'}: ${ms ?? 'nothing'}`, () =>
      assert.equal(retryAfterMs(header, now), ms));
  }
});
