import { steadyNow } from '../../../clock.ts';
import { keepSecret } from '../../../config/secrecy.ts';
import { ConnectorError } from '../../errors.ts';

export interface Session {
  readonly instanceUrl: string;
  readonly accessToken: string;
}

/** Obtains a session; called again when the one before has run out. */
export type SignIn = () => Promise<Session>;

export interface SessionKeeper {
  current(): Promise<Session>;
  /** A session newer than the one with the `stale` token; requests that ask at the same time share one sign-in. */
  renew(stale: string): Promise<Session>;
}

/** A sign-in that keeps giving tokens which are refused at once must not go on for ever. */
const renewalsPerMinute = 5;

export function keepSession(signIn: SignIn): SessionKeeper {
  let session: Promise<Session> | undefined;
  let renewal: Promise<Session> | undefined;
  const renewals: number[] = [];

  function start(): Promise<Session> {
    const started = signIn();
    session = started;
    started.then(({ accessToken }) => keepSecret(accessToken)).catch(() => undefined);
    started.catch(() => {
      if (session === started) session = undefined;
    });
    return started;
  }

  async function renewOnce(stale: string): Promise<Session> {
    const now = await session?.catch(() => undefined);
    if (now && now.accessToken !== stale) return now;
    const since = steadyNow() - 60_000;
    while ((renewals[0] ?? Infinity) < since) renewals.shift();
    if (renewals.length >= renewalsPerMinute) {
      throw new ConnectorError(
        'auth',
        'SESSION_REFUSED',
        'Salesforce refuses every new session. Log in again.',
      );
    }
    renewals.push(steadyNow());
    return start();
  }

  return {
    current: () => session ?? start(),
    renew(stale) {
      renewal ??= renewOnce(stale).finally(() => (renewal = undefined));
      return renewal;
    },
  };
}
