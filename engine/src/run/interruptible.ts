import type { Destination } from '../connectors/destination.ts';
import { ConnectorError } from '../connectors/errors.ts';

/**
 * The destination, made to let go: whatever is still unanswered when the grace of a stopped run is over counts as unanswered
 * for good, be it a hanging request, a Retry-After that is waited for or a job that is polled. What was being written is in
 * doubt, and asked for when the run is resumed.
 */
export function interruptible(destination: Destination, giveUp: AbortSignal): Destination {
  const letting =
    <A extends unknown[], R>(ask: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      new Promise((resolve, reject) => {
        const letGo = (): void =>
          reject(
            new ConnectorError(
              'doubt',
              'INTERRUPTED',
              'The run was stopped before the destination answered.',
            ),
          );
        if (giveUp.aborted) return letGo();
        giveUp.addEventListener('abort', letGo);
        ask(...args)
          .then(resolve, reject)
          .finally(() => giveUp.removeEventListener('abort', letGo));
      });
  return {
    ...destination,
    capabilities: letting(() => destination.capabilities()),
    discover: letting((options) => destination.discover(options)),
    users: letting(() => destination.users()),
    me: letting(() => destination.me()),
    write: letting((batch, context) => destination.write(batch, context)),
    settle: letting((object, handle) => destination.settle(object, handle)),
    find: letting((object, fields, rows, options) => destination.find(object, fields, rows, options)),
    read: letting((object, ids, fields) => destination.read(object, ids, fields)),
    count: letting((object) => destination.count(object)),
  };
}
