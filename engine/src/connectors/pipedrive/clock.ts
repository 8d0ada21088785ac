import type { Answer } from '../http/client.ts';

/** The server's clock, as its answers tell it. What changed "since" is asked by it, never by this computer's. */
export interface ServerClock {
  heard(answer: Answer): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** How often it, or ours, was set: "since" then does not mean what it meant before. */
  jumps(): number;
}

/** Answers take their time, and several servers do not agree to the second. */
const toleranceMs = 30_000;

export function serverClock(here: () => number = Date.now): ServerClock {
  let ahead: number | undefined;
  let jumps = 0;
  return {
    heard({ headers }) {
      const told = Date.parse(headers['date'] ?? '');
      if (Number.isNaN(told)) return;
      const now = told - here();
      if (ahead !== undefined && Math.abs(now - ahead) > toleranceMs) jumps++;
      ahead = now;
    },
    now: () => here() + (ahead ?? 0),
    jumps: () => jumps,
  };
}
