import type * as z from 'zod';
import type { gateEvent } from '../events.ts';

/** A condition of the load: open, or closed with what closes it and what opens it. */
export type Gate = Omit<z.infer<typeof gateEvent>, 'event'>;

/** However many things are wrong, a person reads so many. */
const most = 20;

export function gate(name: Gate['gate'], reasons: readonly string[], remedy: string): Gate {
  const told =
    reasons.length <= most ? [...reasons] : [...reasons.slice(0, most), `and ${reasons.length - most} more`];
  return reasons.length === 0
    ? { gate: name, open: true, reasons: [] }
    : { gate: name, open: false, reasons: told, remedy };
}
