import { gate as gateShape } from '../events.ts';
import { judged, waiting, type Finding, type Gate, type GateName } from './gate.ts';

/**
 * The gates of one load, in order, with their state. All wait at the start; each look at one, before the load or within it,
 * opens, holds or closes it; a load goes on while none is closed.
 */
export interface GateBoard {
  judge(gate: GateName, finding: Finding): Gate;
  all(): readonly Gate[];
  closed(): readonly Gate[];
}

export const gateNames: readonly GateName[] = gateShape.shape.gate.options;

/** `onChange` hears of every look. */
export function gateBoard(onChange: (gate: Gate) => void = () => undefined): GateBoard {
  const gates = new Map<GateName, Gate>(gateNames.map((name) => [name, waiting(name)]));
  return {
    judge(name, finding) {
      const gate = judged(name, finding);
      gates.set(name, gate);
      onChange(gate);
      return gate;
    },
    all: () => [...gates.values()],
    closed: () => [...gates.values()].filter((gate) => gate.state === 'closed'),
  };
}
