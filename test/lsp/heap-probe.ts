/** Preloaded into a server under test (`node --expose-gc --import`): says what is in use once all garbage is gone, in bytes. */
process.on('message', () => {
  // Twice: what finalizers let go of goes with the second.
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
process.channel?.unref();
