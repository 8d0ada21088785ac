/** When the destination asks for slowness, every batch in flight waits, not only the one that was told. */
export interface Throttle {
  slowDown(ms: number): void;
  /** Milliseconds until the next request may go out. */
  remaining(): number;
}

export function throttle(now: () => number = Date.now): Throttle {
  let until = 0;
  return {
    slowDown: (ms) => {
      until = Math.max(until, now() + ms);
    },
    remaining: () => Math.max(0, until - now()),
  };
}
