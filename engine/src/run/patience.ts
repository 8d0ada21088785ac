import { steadyNow } from '../clock.ts';
import type { Destination } from '../connectors/destination.ts';
import { ConnectorError } from '../connectors/errors.ts';

export interface Patience {
  /** Waits `ms` or until the run is stopped. */
  pause(ms: number): Promise<void>;
  stopped(): boolean;
  /** Told once for each renewal that is waited for. */
  onWait(message: string, until: Date): void;
  now?: () => number;
}

/** The server's clock may be behind. */
const marginMs = 2_000;

/**
 * The destination, made to wait where its budget for a time is spent and it says when that is renewed: whatever was asked is asked
 * again then. A refusal for want of budget has done nothing, so asking again is safe. Without a time it goes through.
 */
export function patient(destination: Destination, patience: Patience): Destination {
  const now = patience.now ?? steadyNow;
  let told = 0;
  const tell = (until: number, error: ConnectorError): void => {
    if (until <= told) return;
    told = until + 60_000;
    const moment = new Date(until);
    patience.onWait(
      `${error.message} The run waits until ${moment.toISOString()} and then goes on; it may be stopped meanwhile and resumed with --resume.`,
      moment,
    );
  };
  const waiting =
    <A extends unknown[], R>(ask: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      for (;;) {
        try {
          return await ask(...args);
        } catch (error) {
          const spent = error instanceof ConnectorError && error.class === 'quota' ? error : undefined;
          if (spent?.retryAfterMs === undefined || patience.stopped()) throw error;
          tell(now() + spent.retryAfterMs, spent);
          await patience.pause(spent.retryAfterMs + marginMs);
          if (patience.stopped()) throw error;
        }
      }
    };
  return {
    ...destination,
    capabilities: waiting(() => destination.capabilities()),
    discover: waiting((options) => destination.discover(options)),
    users: waiting(() => destination.users()),
    me: waiting(() => destination.me()),
    write: waiting((batch, context) => destination.write(batch, context)),
    settle: waiting((object, handle) => destination.settle(object, handle)),
    find: waiting((object, fields, rows, options) => destination.find(object, fields, rows, options)),
    read: waiting((object, ids, fields) => destination.read(object, ids, fields)),
    count: waiting((object) => destination.count(object)),
  };
}
