import type { UserOutcome, WantedUser } from '../destination.ts';
import type { Account } from './account.ts';
import { madeOnce } from './made-once.ts';
import { readUsers } from './users.ts';

/** Invites users to the company with the default rights to sales; each takes a seat. Needs a token of an administrator. */
export async function createUsers(
  account: Account,
  wanted: readonly WantedUser[],
): Promise<readonly UserOutcome[]> {
  const outcomes: UserOutcome[] = [];
  for (const { email } of wanted) {
    const there = async () =>
      (await readUsers(account.rest)).find((user) => user.email.toLowerCase() === email.toLowerCase())?.id;
    const json = { email, access: [{ app: 'sales' }], active_flag: true };
    const error = (await there())
      ? undefined
      : await madeOnce(account, { version: 'v1', path: '/users' }, json, there);
    outcomes.push({ email, ...(error && { error }) });
  }
  return outcomes;
}
