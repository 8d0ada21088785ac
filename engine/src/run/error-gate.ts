import type { Outcome } from './book.ts';
import { GateClosed } from './stop.ts';

const fewest = 200;
const share = 0.5;

/** Closes when the destination refuses most of what it is sent: the mapping or the destination is wrong, not the records. */
export function errorGate(object: string): { count(outcomes: readonly Outcome[]): void; check(): void } {
  let sent = 0;
  let refused = 0;
  let last = '';
  return {
    count(outcomes) {
      sent += outcomes.length;
      for (const o of outcomes)
        if (o.outcome === 'refused') {
          refused++;
          last = `${o.error.code}: ${o.error.message}`;
        }
    },
    check() {
      if (sent < fewest || refused < sent * share) return;
      throw new GateClosed(
        'errors',
        `${refused} of ${sent} records of ${object} were refused, the last one with ${last}`,
      );
    },
  };
}
