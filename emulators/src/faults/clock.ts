/** An emulated system's time: the real one, moved on demand. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A negative step sets it back, as a server's clock is when it is corrected. */
  readonly advance: (ms: number) => void;
}

export function startClock(real: () => Date = () => new Date()): Clock {
  let ahead = 0;
  return {
    now: () => real().getTime() + ahead,
    advance: (ms) => {
      ahead += ms;
    },
  };
}
