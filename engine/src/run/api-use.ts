import type { ApiUse } from '../connectors/destination.ts';

/** What a run has cost, over all its resumptions. */
export type RunUse = Required<Pick<ApiUse, 'requests' | 'repeats' | 'bytesSent' | 'waits' | 'waitedMs'>> &
  Pick<ApiUse, 'tokens' | 'remaining'>;

/** Counts the pauses of the run itself beside those of the connection. */
export function countingPause<A extends unknown[]>(
  pause: (ms: number, ...rest: A) => Promise<void>,
): { pause: typeof pause; waited: () => Pick<RunUse, 'waits' | 'waitedMs'> } {
  let waits = 0;
  let waitedMs = 0;
  return {
    async pause(ms, ...rest) {
      const started = performance.now();
      await pause(ms, ...rest);
      waits++;
      waitedMs += Math.round(performance.now() - started);
    },
    waited: () => ({ waits, waitedMs }),
  };
}

export function addUse(
  earlier: RunUse | undefined,
  now: ApiUse,
  own: Pick<RunUse, 'waits' | 'waitedMs'>,
): RunUse {
  const sum = (name: 'requests' | 'repeats' | 'bytesSent' | 'waits' | 'waitedMs') =>
    (earlier?.[name] ?? 0) + (now[name] ?? 0);
  const tokens = (earlier?.tokens ?? 0) + (now.tokens ?? 0);
  const remaining = now.remaining ?? earlier?.remaining;
  return {
    requests: sum('requests'),
    repeats: sum('repeats'),
    bytesSent: sum('bytesSent'),
    waits: sum('waits') + own.waits,
    waitedMs: sum('waitedMs') + own.waitedMs,
    ...(now.tokens !== undefined || earlier?.tokens !== undefined ? { tokens } : {}),
    ...(remaining === undefined ? {} : { remaining }),
  };
}
