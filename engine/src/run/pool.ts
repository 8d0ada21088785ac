/** Up to `limit()` tasks at once, asked anew before each start. The first failure is kept, later starts refuse with it. */
export interface Pool {
  /** Waits for a free place, then starts the task without waiting for its end. `weight`: what it keeps in memory. */
  start(task: () => Promise<void>, weight?: number): Promise<void>;
  /** Waits for all; throws the first failure. */
  drain(): Promise<void>;
}

/** One task runs whatever it weighs; together they stay below `heaviest`. */
export function pool(limit: () => number, heaviest = Infinity): Pool {
  const running = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  let carried = 0;
  const full = (weight: number): boolean =>
    running.size >= limit() || (running.size > 0 && carried + weight > heaviest);
  return {
    async start(task, weight = 0) {
      while (full(weight) && failure === undefined) await Promise.race(running);
      if (failure !== undefined) throw failure.error;
      carried += weight;
      const promise: Promise<void> = task()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => {
          carried -= weight;
          running.delete(promise);
        });
      running.add(promise);
    },
    async drain() {
      while (running.size > 0) await Promise.race(running);
      if (failure !== undefined) throw failure.error;
    },
  };
}
