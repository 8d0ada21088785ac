import { ConnectorError } from '../errors.ts';
import type { Limiter } from '../http/limiter.ts';

/**
 * The org's requests of the day, read from every answer (`Sforce-Limit-Info: api-usage=18/5000`). They are a sliding day's: what
 * was used an hour ago is given back in 23, so nobody can say when enough is back; the org is asked again after a while.
 * https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm
 */
export interface Day {
  readonly limiter: Limiter;
  /** What an answer told, from whichever client. */
  heard(usage: { readonly used: number; readonly limit: number } | undefined): void;
  left(): number | undefined;
}

/** Left to people and their other tools: an org without requests is an org that stands still. */
const reserved = (limit: number): number => Math.min(100, Math.floor(limit / 100));

const askAgainMs = 15 * 60_000;

export function keepDay(inner: Limiter, now: () => number = () => performance.now()): Day {
  let used = 0;
  let limit: number | undefined;
  let flying = 0;
  let askAt = 0;

  const check = (): void => {
    if (limit === undefined || limit - used - flying > reserved(limit)) return;
    if (now() >= askAt) {
      // One request goes through and tells how much has come back.
      askAt = now() + askAgainMs;
      if (flying === 0) return;
    }
    throw new ConnectorError(
      'quota',
      'DAILY_REQUESTS_SPENT',
      `${used} of the org's ${limit} API requests in 24 hours are used; the last ${reserved(limit)} are left to its people.`,
      { retryAfterMs: Math.max(1000, askAt - now()) },
    );
  };

  return {
    limiter: {
      run(work, signal) {
        return inner.run(async () => {
          check();
          flying++;
          try {
            return await work();
          } finally {
            flying--;
          }
        }, signal);
      },
      pause: (ms) => inner.pause(ms),
    },
    heard(usage) {
      if (usage === undefined) return;
      const full = limit !== undefined && limit - used <= reserved(limit);
      used = usage.used;
      limit = usage.limit;
      if (!full && limit - used <= reserved(limit)) askAt = now() + askAgainMs;
    },
    left: () => (limit === undefined ? undefined : limit - used),
  };
}

/** `api-usage=18/5000` */
export function usageOf(header: string | undefined): { used: number; limit: number } | undefined {
  const told = /api-usage=(\d+)\/(\d+)/.exec(header ?? '');
  return told ? { used: Number(told[1]), limit: Number(told[2]) } : undefined;
}
