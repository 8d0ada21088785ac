import type { Clock } from '../../faults/clock.ts';
import { nextMidnight } from '../account/clock.ts';
import type { AccountDefinition } from '../account/definition.ts';
import { ApiError } from '../errors.ts';
import type { Documents } from '../store/documents.ts';

const multipliers = { Lite: 1, Growth: 2, Premium: 5, Ultimate: 7 } as const;
/** Requests of one API token in two seconds. */
const bursts = { Lite: 20, Growth: 40, Premium: 100, Ultimate: 120 } as const;
const windowMs = 2000;

/** Tokens of the day and requests of the moment. */
export interface Limits {
  readonly dailyTokens: number;
  /** Tokens that were spent since midnight. */
  readonly spent: () => number;
  /** Takes the tokens of a request, or throws 429. */
  readonly take: (cost: number, search: boolean) => void;
  readonly headers: (search: boolean) => Record<string, string>;
}

const overLimit = (info: string): ApiError => new ApiError(429, 'request over limit', { info });

export function openLimits(
  { plan, users }: Pick<AccountDefinition, 'plan' | 'users'>,
  clock: Clock,
  documents: Documents,
): Limits {
  const seats = plan.seats ?? Math.max(1, users.filter((u) => u.active).length);
  const dailyTokens = plan.dailyTokens ?? 30_000 * multipliers[plan.name] * seats;
  const bound = { all: plan.burst ?? bursts[plan.name], search: plan.searchBurst };
  const recent: { all: number[]; search: number[] } = { all: [], search: [] };

  documents.db.exec('CREATE TABLE IF NOT EXISTS _spent (day INTEGER PRIMARY KEY, tokens INTEGER NOT NULL)');
  const today = (): number => nextMidnight(clock.now());
  documents.statement('INSERT OR IGNORE INTO _spent VALUES (?, ?)').run(today(), plan.usedTokens);
  const spent = (): number =>
    Number(documents.statement('SELECT tokens FROM _spent WHERE day = ?').get(today())?.['tokens'] ?? 0);
  const window = (kind: 'all' | 'search'): number[] => {
    const from = clock.now() - windowMs;
    while (recent[kind].length > 0 && recent[kind][0]! <= from) recent[kind].shift();
    return recent[kind];
  };
  return {
    dailyTokens,
    spent,
    take: (cost, search) => {
      for (const kind of search ? (['all', 'search'] as const) : (['all'] as const))
        if (window(kind).length >= bound[kind])
          throw overLimit(`more than ${bound[kind]} requests in 2 seconds`);
      if (spent() + cost > dailyTokens) throw overLimit('the daily token budget of the company is spent');
      recent.all.push(clock.now());
      if (search) recent.search.push(clock.now());
      documents
        .statement(
          'INSERT INTO _spent VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET tokens = tokens + excluded.tokens',
        )
        .run(today(), cost);
    },
    headers: (search) => {
      const kind = search ? 'search' : 'all';
      const used = window(kind);
      const reset = used.length === 0 ? windowMs : used[0]! + windowMs - clock.now();
      return {
        'x-ratelimit-limit': String(bound[kind]),
        'x-ratelimit-remaining': String(Math.max(0, bound[kind] - used.length)),
        'x-ratelimit-reset': String(Math.max(1, Math.ceil(reset / 1000))),
        'x-daily-requests-left': String(Math.max(0, dailyTokens - spent())),
      };
    },
  };
}
