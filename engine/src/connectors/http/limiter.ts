import { setTimeout as sleep } from 'node:timers/promises';
import { steadyNow } from '../../clock.ts';

/**
 * Lets only so many requests out: at most `inFlight` at once, at most `requests` in any `seconds`, and none while a
 * server's Retry-After runs. One limiter is shared by all requests of a connection.
 */
export interface Limiter {
  /** Waits for a place, runs the work, gives the place back. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Nobody starts before `ms` from now. */
  pause(ms: number): void;
}

export interface LimiterOptions {
  readonly inFlight: number;
  readonly window?: { readonly requests: number; readonly seconds: number };
  readonly now?: () => number;
}

export function createLimiter(options: LimiterOptions): Limiter {
  const now = options.now ?? steadyNow;
  let free = options.inFlight;
  let openAt = 0;
  const waiting: (() => void)[] = [];
  const starts: number[] = [];

  async function place(signal?: AbortSignal): Promise<void> {
    if (free > 0) {
      free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason as Error);
      };
      signal?.throwIfAborted();
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(enter);
    });
  }

  function giveBack(): void {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }

  function waitMs(at: number): number {
    const { window } = options;
    if (at < openAt) return openAt - at;
    if (!window) return 0;
    while (starts.length > 0 && (starts[0] ?? 0) <= at - window.seconds * 1000) starts.shift();
    if (starts.length < window.requests) return 0;
    return (starts[0] ?? at) + window.seconds * 1000 - at;
  }

  async function turn(signal?: AbortSignal): Promise<void> {
    for (let ms = waitMs(now()); ms > 0; ms = waitMs(now())) await sleep(ms, undefined, { signal });
    if (options.window) starts.push(now());
  }

  return {
    async run(work, signal) {
      await place(signal);
      try {
        await turn(signal);
        return await work();
      } finally {
        giveBack();
      }
    },
    pause: (ms) => (openAt = Math.max(openAt, now() + ms)),
  };
}
