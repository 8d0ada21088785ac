import { setTimeout as wait } from 'node:timers/promises';

const firstMs = 500;
const longestMs = 60_000;

/** Exponential with full jitter over the upper half; what the server asks for is obeyed and slightly exceeded. */
export function backoffMs(attempt: number, retryAfterMs: number | undefined, random = Math.random): number {
  if (retryAfterMs !== undefined) return retryAfterMs + random() * 250;
  const ceiling = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return ceiling / 2 + (random() * ceiling) / 2;
}

/** Waits, or returns at once when the signal fires. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
