/** How often and how long to wait between attempts. */
export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** First pause in milliseconds; doubled with each attempt, give or take a half. */
  readonly firstMs: number;
  readonly longestMs: number;
}

export const defaultRetry: RetryPolicy = { attempts: 6, firstMs: 400, longestMs: 30_000 };

export function pauseMs(policy: RetryPolicy, attempt: number, random: () => number = Math.random): number {
  const base = Math.min(policy.firstMs * 2 ** (attempt - 1), policy.longestMs);
  return Math.round(base * (0.5 + random()));
}

/** How long an answer asks to wait; a date counts from the server's own clock, whatever ours says. */
export function askedWaitMs(headers: Readonly<Record<string, string>>): number | undefined {
  const there = Date.parse(headers['date'] ?? '');
  return retryAfterMs(headers['retry-after'], Number.isNaN(there) ? undefined : there);
}

/** Milliseconds of a Retry-After header (seconds or an HTTP date), or `undefined` where it says nothing usable. */
export function retryAfterMs(header: string | undefined, now: number = Date.now()): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : undefined;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
