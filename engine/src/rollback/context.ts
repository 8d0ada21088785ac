import type { Destination } from '../connectors/destination.ts';
import { ConnectorError } from '../connectors/errors.ts';
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
  const beside = (capabilities.companions ?? []).filter((c) => written.has(c.of)).map((c) => c.object);
  const others = await othersThatPointAt(destination, [...written.keys()]);
  const wanted = [...new Set([...beside, ...others])].filter((name) => !written.has(name));
  const { objects } =
    wanted.length === 0 ? { objects: [] } : await destination.discover({ objects: wanted, signal: stop });
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

/** Objects that point at these and have any records. One that the destination lets nobody count cannot be looked through. */
async function othersThatPointAt(destination: Destination, written: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await destination.objectsPointingAt?.(written)) ?? []) {
    if (written.includes(name)) continue;
    try {
      if ((await destination.count(name)) > 0) found.push(name);
    } catch (error) {
      if (!(error instanceof ConnectorError) || !['validation', 'schema', 'permission'].includes(error.class))
        throw error;
    }
  }
  return found;
}
