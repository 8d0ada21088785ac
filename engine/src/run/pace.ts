/**
 * How many requests of a phase are in flight: as many as the destination bears, found out from how it answers. Additive increase,
 * multiplicative decrease, as TCP does it: a push back (429, lock, 503, or an answer far slower than usual) halves the
 * number, each full round of good answers adds one.
 */
export interface Pace {
  /** Requests that may be in flight now: from 1 to `most`. */
  limit(): number;
  /** A request begins; tell it how that was taken. */
  begin(): Attempt;
}

export interface Attempt {
  answered(): void;
  /** Turned away: too many, too fast, or in each other's way. */
  pushedBack(): void;
}

/** An answer that takes this many times as long as usual, and longer than a hiccup, is a push back that nobody has spoken out. */
const slow = 3;
const hiccupMs = 500;

export function pace(most: number, now: () => number = () => performance.now()): Pace {
  const ceiling = Math.max(1, Math.floor(most));
  let allowed = ceiling;
  /** Milliseconds of an answer, smoothed. */
  let usual: number | undefined;
  let decreasedAt = -Infinity;
  return {
    limit: () => Math.max(1, Math.floor(allowed)),
    begin() {
      const began = now();
      const decrease = (): void => {
        // Those that were in flight together are one push back, not one each.
        if (began <= decreasedAt) return;
        decreasedAt = now();
        allowed = Math.max(1, allowed / 2);
      };
      return {
        answered() {
          const took = now() - began;
          const slowed = usual !== undefined && took > Math.max(usual * slow, hiccupMs);
          usual = usual === undefined ? took : usual * 0.9 + took * 0.1;
          if (slowed) decrease();
          else allowed = Math.min(ceiling, allowed + 1 / allowed);
        },
        pushedBack: decrease,
      };
    },
  };
}
