import type { SettledRecord } from '../journal/journal.ts';
import type { Outcome } from './book.ts';
import type { RunEvent } from './events.ts';
import { recordStates, type RecordState } from './states.ts';

export interface Progress {
  read(inScope: number, ended: readonly SettledRecord[]): void;
  sent(outcomes: readonly Outcome[]): void;
}

const everyMs = 250;

/** Tells how far a phase is, a few times a second; the exact counts come from the journal at its end. */
export function progress(
  phase: string,
  expected: number | undefined,
  requests: () => number,
  emit: (event: RunEvent) => void,
): Progress {
  const counts = Object.fromEntries(recordStates.map((s) => [s, 0])) as Record<RecordState, number>;
  let done = 0;
  let last = -Infinity;
  const tell = (): void => {
    const now = performance.now();
    if (now - last < everyMs) return;
    last = now;
    emit({ event: 'progress', phase, done, expected, counts: { ...counts }, requests: requests() });
  };
  return {
    read(_inScope, ended) {
      done += ended.length;
      for (const e of ended) counts[e.state]++;
      tell();
    },
    sent(outcomes) {
      done += outcomes.length;
      for (const o of outcomes)
        counts[o.outcome === 'refused' ? 'failed' : o.outcome === 'unknowable' ? 'held' : o.outcome]++;
      tell();
    },
  };
}
