import type { Budget } from './budget.ts';
import type { ServerClock } from './clock.ts';
import type { Model } from './model.ts';
import type { PipedriveOptions } from './options.ts';
import type { Rest } from './rest.ts';
import { readMe, readUsers, type Me } from './users.ts';

/** An open account: what every part of the connector works with. */
export interface Account {
  readonly rest: Rest;
  readonly model: Model;
  readonly budget: Budget;
  readonly clock: ServerClock;
  readonly options: PipedriveOptions;
  me(): Promise<Me>;
  /** Currency of amounts that come without one. */
  currency(): Promise<string>;
  tokensPerDay(): Promise<number>;
}

/** Of each seat, on the smallest plan; the API does not tell an account's own. */
const tokensPerSeat = 30_000;

export function openAccount(
  parts: Pick<Account, 'rest' | 'model' | 'budget' | 'clock' | 'options'>,
): Account {
  const { rest, options } = parts;
  let me: Promise<Me> | undefined;
  let seats: Promise<number> | undefined;
  const account: Account = {
    ...parts,
    me() {
      me ??= readMe(rest);
      me.catch(() => (me = undefined));
      return me;
    },
    currency: async () => options.currency ?? (await account.me()).currency,
    async tokensPerDay() {
      if (options.dailyTokens !== undefined) return options.dailyTokens;
      seats ??= readUsers(rest).then((users) => users.filter((u) => u.active).length);
      seats.catch(() => (seats = undefined));
      return tokensPerSeat * Math.max(1, await seats);
    },
  };
  return account;
}
