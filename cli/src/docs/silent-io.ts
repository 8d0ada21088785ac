import pc from 'picocolors';
import type { Io } from '../io.ts';

/** For building the program without running it. */
export const silentIo: Io = {
  out: () => undefined,
  handOver: () => undefined,
  err: () => undefined,
  paint: pc.createColors(false),
  errPaint: pc.createColors(false),
  live: false,
  signal: new AbortController().signal,
};
