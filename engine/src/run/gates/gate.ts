import type * as z from 'zod';
import type { gate as gateShape } from '../events.ts';

/** A condition of the load: its state, what closed it and what opens it. */
export type Gate = z.infer<typeof gateShape>;
export type GateName = Gate['gate'];

/** What a look at a gate has found. */
export interface Finding {
  /** What closes it, a sentence each. */
  readonly closes: readonly string[];
  /** What does not close it, but makes some records wait. */
  readonly holds?: readonly string[];
  readonly remedy: string;
}

/** However many things are wrong, a person reads so many. */
const most = 20;

/** A gate that nobody has come to yet. */
export function waiting(gate: GateName): Gate {
  return { gate, state: 'waiting', open: true, reasons: [] };
}

/** The state of a gate, whatever it was before, from what was found now. */
export function judged(gate: GateName, { closes, holds = [], remedy }: Finding): Gate {
  if (closes.length > 0)
    return { gate, state: 'closed', open: false, reasons: told([...closes, ...holds]), remedy };
  if (holds.length > 0) return { gate, state: 'held', open: true, reasons: told(holds), remedy };
  return { gate, state: 'open', open: true, reasons: [] };
}

function told(reasons: readonly string[]): string[] {
  return reasons.length <= most
    ? [...reasons]
    : [...reasons.slice(0, most), `and ${reasons.length - most} more`];
}
