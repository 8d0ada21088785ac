import { steadyNow } from '../../clock.ts';
import { ConnectorError } from '../errors.ts';
import type { Answer } from '../http/client.ts';
import { createLimiter, type Limiter } from '../http/limiter.ts';
import { askedWaitMs } from '../http/retry.ts';

/** The company's tokens and the user's pace, shared by every request of the connection and read from its answers. */
export interface Budget {
  readonly limiter: Limiter;
  heard(answer: Answer): void;
  /** Requests in two seconds. */
  burst(): number;
  /** Tokens left today, where the server has told. */
  left(): number | undefined;
  /** Tokens gone since the first answer, other users' included. */
  spent(): number;
}

const windowSeconds = 2;
/** Requests do not arrive as evenly as they are sent. */
const travelSeconds = 0.15;
/** Tokens of the dearest request there is. */
const dearest = 40;
/** Longer than this is no burst: what says so speaks of the day. */
const longestBurstMs = 60_000;

export function createBudget(
  options: { readonly inFlight: number; readonly burst: number },
  now: () => number = steadyNow,
): Budget {
  let burst = options.burst;
  const limiter = createLimiter({
    inFlight: options.inFlight,
    window: {
      get requests() {
        return burst;
      },
      seconds: windowSeconds + travelSeconds,
    },
  });
  let left: number | undefined;
  const gone = tally();
  let closedUntil = 0;

  const check = (): void => {
    if (closedUntil <= now()) return;
    const until = new Date(closedUntil).toISOString();
    throw new ConnectorError(
      'quota',
      'DAILY_BUDGET_SPENT',
      `Pipedrive's tokens for today are spent; the budget is renewed at ${until}. A higher plan, more seats or a top-up makes it larger.`,
      { retryAfterMs: closedUntil - now() },
    );
  };

  return {
    limiter: {
      run(work, signal) {
        return limiter.run(async () => {
          check();
          return work();
        }, signal);
      },
      // A longer wait is the day's: it closes the budget instead, and nobody stands in line for it.
      pause: (ms) => (ms <= longestBurstMs ? limiter.pause(ms) : undefined),
    },
    heard({ status, headers }) {
      const limit = positive(headers['x-ratelimit-limit']);
      // A search has a pace of its own, narrower than that of the other requests; a wait keeps to it.
      if (limit !== undefined && limit > burst) burst = limit;
      const resetMs = (positive(headers['x-ratelimit-reset']) ?? windowSeconds) * 1000;
      const remaining = count(headers['x-ratelimit-remaining']);
      const daily = count(headers['x-daily-requests-left']);
      if (daily !== undefined) gone.heard((left = daily));
      const wait = askedWaitMs(headers);
      // The burst has room, so it is the day's rest that does not do for this request.
      const rest = daily !== undefined && daily < dearest && (daily === 0 || (remaining ?? 0) > 0);
      const spent = status === 429 && (rest || (wait ?? resetMs) > longestBurstMs);
      if (spent) closedUntil = dayEnd(headers, now(), Math.max(wait ?? 0, resetMs));
      else if (status === 429 || remaining === 0) limiter.pause(Math.min(wait ?? resetMs, longestBurstMs));
    },
    burst: () => burst,
    left: () => left,
    spent: () => gone.total(),
  };
}

/** What has gone from a rest that falls, and is renewed now and then; answers may overtake each other. */
function tally(): { heard(rest: number): void; total(): number } {
  let before = 0;
  let highest = 0;
  let lowest = 0;
  return {
    heard(rest) {
      if (rest > highest) {
        before += highest - lowest;
        highest = lowest = rest;
      } else lowest = Math.min(lowest, rest);
    },
    total: () => before + highest - lowest,
  };
}

/** When the server says how long, then; otherwise at its next midnight, which is UTC's as far as anybody has seen. */
function dayEnd(headers: Answer['headers'], here: number, waitMs: number): number {
  if (waitMs > longestBurstMs) return here + waitMs;
  const there = Date.parse(headers['date'] ?? '');
  const time = Number.isNaN(there) ? here : there;
  const midnight = new Date(time).setUTCHours(24, 0, 0, 0);
  return here + (midnight - time);
}

function count(header: string | undefined): number | undefined {
  const n = header === undefined || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(n) && n >= 0 ? n : undefined;
}

function positive(header: string | undefined): number | undefined {
  const n = count(header);
  return n !== undefined && n > 0 ? n : undefined;
}
