import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectorError } from '@migmap/engine/connectors/errors';
import { createLimiter } from '@migmap/engine/connectors/http/limiter';
import { askedWaitMs } from '@migmap/engine/connectors/http/retry';
import { pace } from '@migmap/engine/run/pace';
import { throttle } from '@migmap/engine/run/throttle';
import { fakeCapabilities, fakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

/** A clock that stands until it is set. */
function clock() {
  let at = 1_000;
  return { now: () => at, add: (ms: number) => (at += ms) };
}

describe('the pace of a phase', () => {
  const requests = (paced: ReturnType<typeof pace>, n: number) =>
    Array.from({ length: n }, () => paced.begin());

  it('begins with all that the destination allows, and never goes beyond', () => {
    const paced = pace(8, clock().now);
    assert.equal(paced.limit(), 8);
    for (const r of requests(paced, 100)) r.answered();
    assert.equal(paced.limit(), 8);
  });

  it('is halved once by a round that is pushed back, and grows by one a round', () => {
    const time = clock();
    const paced = pace(16, time.now);
    const round = requests(paced, 16);
    time.add(100);
    for (const r of round) r.pushedBack();
    assert.equal(paced.limit(), 8);
    const grown: number[] = [];
    for (let i = 0; i < 4; i++) {
      const good = requests(paced, paced.limit());
      time.add(100);
      for (const r of good) r.answered();
      grown.push(paced.limit());
    }
    assert.deepEqual(grown, [8, 9, 10, 11]);
  });

  it('never stands still', () => {
    const time = clock();
    const paced = pace(4, time.now);
    for (let i = 0; i < 20; i++) {
      const [r] = requests(paced, 1);
      time.add(1);
      r!.pushedBack();
    }
    assert.equal(paced.limit(), 1);
  });

  it('takes an answer that is far slower than usual for a push back, a hiccup not', () => {
    const time = clock();
    const paced = pace(8, time.now);
    const answer = (ms: number) => {
      const [r] = requests(paced, 1);
      time.add(ms);
      r!.answered();
      return paced.limit();
    };
    for (let i = 0; i < 10; i++) answer(100);
    assert.equal(answer(450), 8);
    assert.equal(answer(2_000), 4);
  });
});

describe('a destination that bears few requests at once', () => {
  const folder = temporaryFolder();

  it('is found out: it turns few away, and never gets more than its limits allow', async () => {
    const bears = 3;
    let flying = 0;
    let most = 0;
    let turnedAway = 0;
    const destination = fakeDestination({
      capabilities: {
        maxInFlight: 12,
        channels: [{ ...fakeCapabilities.channels[0]!, maxRecords: 5, inFlight: 16 }],
      },
    });
    const busy = {
      ...destination,
      write: async (...args: Parameters<typeof destination.write>) => {
        flying++;
        most = Math.max(most, flying);
        try {
          await sleep(3);
          if (flying > bears) {
            turnedAway++;
            throw new ConnectorError('rate', 'TOO_MANY', 'slow down', { retryAfterMs: 1 });
          }
          return await destination.write(...args);
        } finally {
          flying--;
        }
      },
    };
    const source = fakeSource({
      Person: Array.from({ length: 1500 }, (_, i) => ({ id: `p${i}`, last: `L${i}` })),
    });
    const plan = mapping([objectMap('Person', 'Contact', { LastName: from('last') })]);
    const { report } = await run(plan, source, busy, folder());
    assert.equal(report.totals.created, 1500);
    assert.ok(most <= 12, `${most} in flight`);
    // 300 requests: with twelve at once all the time, three of four would be turned away.
    assert.ok(turnedAway < 150, `${turnedAway} of 300 turned away`);
  });
});

describe('a clock that jumps', () => {
  for (const jump of [-3_600_000, 3_600_000])
    it(`by ${jump / 60_000} minutes neither hangs a limiter nor lets it through too early`, async () => {
      const real = Date.now;
      const limiter = createLimiter({ inFlight: 1 });
      const began = performance.now();
      limiter.pause(60);
      Date.now = () => real() + jump;
      try {
        await limiter.run(async () => {});
      } finally {
        Date.now = real;
      }
      const took = performance.now() - began;
      assert.ok(took >= 55 && took < 5_000, `${took} ms`);
    });

  it('does not change how long everybody waits who was told to', async () => {
    const time = clock();
    const slowed = throttle(time.now);
    slowed.slowDown(500);
    const paused: number[] = [];
    const real = Date.now;
    Date.now = () => real() - 86_400_000;
    try {
      await slowed.wait(async (ms) => {
        paused.push(ms);
        time.add(ms);
      });
    } finally {
      Date.now = real;
    }
    assert.deepEqual(paused, [500]);
  });

  it('does not change what a Retry-After date means: it counts from the server’s date', () => {
    const headers = { date: 'Thu, 01 Jan 2026 00:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' };
    assert.equal(askedWaitMs(headers), 7_000);
  });
});
