/** Up to `limit()` tasks at once, asked anew before each start. The first failure is kept, later starts refuse with it. */
export interface Pool {
  /** Waits for a free place, then starts the task without waiting for its end. */
  start(task: () => Promise<void>): Promise<void>;
  /** Waits for all; throws the first failure. */
  drain(): Promise<void>;
}

export function pool(limit: () => number): Pool {
  const running = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  return {
    async start(task) {
      while (running.size >= limit() && failure === undefined) await Promise.race(running);
      if (failure !== undefined) throw failure.error;
      const promise: Promise<void> = task()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => running.delete(promise));
      running.add(promise);
    },
    async drain() {
      while (running.size > 0) await Promise.race(running);
      if (failure !== undefined) throw failure.error;
    },
  };
}
