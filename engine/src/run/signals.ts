/** How long requests in flight may take to end once the run should stop. */
const graceMs = 1500;

export interface Signals {
  readonly stop: AbortSignal;
  readonly giveUp: AbortSignal;
  dispose(): void;
}

/** `stop` follows the caller's signal at once, `giveUp` after a grace. */
export function signals(signal: AbortSignal | undefined): Signals {
  const stop = new AbortController();
  const giveUp = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    stop.abort();
    timer = setTimeout(() => giveUp.abort(), graceMs);
  };
  if (signal?.aborted) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  return {
    stop: stop.signal,
    giveUp: giveUp.signal,
    dispose: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}
