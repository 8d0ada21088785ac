/** A signal that follows `signal` after `ms`, so that a write in flight may still be answered when a run is stopped. */
export function withGrace(signal: AbortSignal | undefined, ms: number): AbortSignal | undefined {
  if (!signal) return undefined;
  const later = new AbortController();
  const follow = () => setTimeout(() => later.abort(signal.reason), ms).unref();
  if (signal.aborted) follow();
  else signal.addEventListener('abort', follow, { once: true });
  return later.signal;
}
