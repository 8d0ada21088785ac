import { gateTitles } from '@migmap/engine/report/gate-titles';
import type { Gate } from '@migmap/engine/run/gates/gate';
import type { Io, Paint } from '../io.ts';
import { table } from './table.ts';

/** Every gate with its state; below those that are closed or hold something, why and what opens them. */
export function gatesTable(io: Io, gates: readonly Gate[]): string {
  const rows = gates.map(({ gate, state }) => [gateTitles[gate] ?? gate, painted(io.paint, state)]);
  const told = gates.flatMap((gate) => [...gateLines(io.paint, gate)]);
  return [table(io, ['Gate', 'State'], rows), ...told].join('\n');
}

/** A gate that is closed or holds something: why, and what opens it. */
export function* gateLines(paint: Paint, gate: Omit<Gate, 'gate'> & { gate: string }): Generator<string> {
  if (gate.state !== 'closed' && gate.state !== 'held') return;
  const title = gateTitles[gate.gate] ?? gate.gate;
  yield paint.yellow(
    gate.state === 'closed' ? `The ${title} gate is closed.` : `The ${title} gate lets records wait.`,
  );
  for (const reason of gate.reasons) yield `  ${reason}`;
  if (gate.remedy !== undefined) yield `  To go on: ${gate.remedy}`;
}

function painted(paint: Paint, state: Gate['state']): string {
  if (state === 'closed') return paint.red(state);
  if (state === 'held') return paint.yellow('open, some records wait');
  return state === 'open' ? paint.green(state) : paint.dim('not judged yet');
}
