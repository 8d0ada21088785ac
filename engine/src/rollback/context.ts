import type { RunContext } from '../run/context.ts';
import { destinationAsItIs } from '../run/destination-now.ts';
import type { RunOptions } from '../run/options.ts';
import { throttle } from '../run/throttle.ts';
import type { RollbackOptions } from './rollback.ts';

/** What undoing shares with loading: the destination as it is now, and who is at work. */
export async function contextOf(options: RollbackOptions): Promise<RunContext> {
  const { run, journal, destination } = options;
  const stop = options.signal ?? new AbortController().signal;
  const capabilities = await destination.capabilities();
  const written = await destinationAsItIs(options, stop);
  const beside = (capabilities.companions ?? [])
    .filter((c) => written.has(c.of) && !written.has(c.object))
    .map((c) => c.object);
  const { objects } =
    beside.length === 0 ? { objects: [] } : await destination.discover({ objects: beside, signal: stop });
  return {
    // Of the options of a run, undoing one uses the destination and the pause.
    options: options as unknown as RunOptions,
    run: run.id,
    startedAt: run.startedAt,
    directory: '',
    journal,
    capabilities,
    schemas: new Map([...written, ...objects.map((o) => [o.name, o] as const)]),
    owners: undefined as never,
    names: undefined as never,
    me: await destination.me(),
    stop,
    giveUp: stop,
    throttle: throttle(),
    ready: undefined as never,
    emit: () => undefined,
    warn: () => undefined,
  };
}
