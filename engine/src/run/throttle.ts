import { steadyNow } from '../clock.ts';

/** When the destination asks for slowness, every batch in flight waits, not only the one that was told. */
export interface Throttle {
  slowDown(ms: number): void;
  /** Waits until requests may go out again, by `pause`; returns early when that does. */
  wait(pause: (ms: number) => Promise<void>): Promise<void>;
}

export function throttle(now: () => number = steadyNow): Throttle {
  let until = 0;
  return {
    slowDown(ms) {
      until = Math.max(until, now() + ms);
    },
    async wait(pause) {
      // While one waits, another answer may have put the time off.
      for (let waitedFor = 0; until > waitedFor && until > now();) {
        waitedFor = until;
        await pause(until - now());
      }
    },
  };
}
