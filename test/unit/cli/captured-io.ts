import pc from 'picocolors';
import type { Io } from '@migmap/cli/io';

/** An Io that keeps what is said, without colours. */
export function capturedIo(): Io & { readonly outLines: string[]; readonly errLines: string[] } {
  const outLines: string[] = [];
  const errLines: string[] = [];
  return {
    outLines,
    errLines,
    out: (line) => void outLines.push(...line.split('\n')),
    handOver: (line) => void outLines.push(...line.split('\n')),
    err: (line) => void errLines.push(...line.split('\n')),
    paint: pc.createColors(false),
    errPaint: pc.createColors(false),
    live: false,
    signal: new AbortController().signal,
  };
}
