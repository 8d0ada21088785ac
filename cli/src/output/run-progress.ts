import { SingleBar } from 'cli-progress';
import type { RunEvent } from '@migmap/engine/run/events';
import { recordStates } from '@migmap/engine/run/states';
import type { Io } from '../io.ts';
import { count, duration, plural } from './format.ts';
import { gateLines } from './gates.ts';

type Start = Extract<RunEvent, { event: 'start' }>;
type PhaseStart = Extract<RunEvent, { event: 'phase-start' }>;
type PhaseEnd = Extract<RunEvent, { event: 'phase-end' }>;

/**
 * Shows a run on standard error: a bar for the phase under way (on a terminal only) and a line for each that has ended. `gates`: also closed gates, which the
 * reconciliation tells where one is printed.
 */
export function runProgress(
  io: Io,
  { gates }: { readonly gates: boolean },
): { show(event: RunEvent): void; stop(): void } {
  let phases: Start['phases'] = [];
  let current: PhaseStart | undefined;
  let bar: SingleBar | undefined;
  const name = (id: string) => {
    const phase = phases.find((candidate) => candidate.id === id);
    return phase ? `${phase.source} → ${phase.destination}` : id;
  };
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    stop,
    show(event) {
      switch (event.event) {
        case 'start':
          phases = event.phases;
          io.err(
            `Run ${event.run}: ${event.source} → ${event.destination}, ${plural(phases.length, 'phase')}${event.delta ? ', delta' : ''}${event.resumed ? ', resumed' : ''}`,
          );
          break;
        case 'gate':
          if (gates && !event.open) for (const line of gateLines(io.errPaint, event)) io.err(line);
          break;
        case 'phase-start':
          current = event;
          if (io.live) bar = startBar(name(event.phase), event);
          break;
        case 'progress':
          if (event.expected !== undefined) bar?.setTotal(Math.max(event.expected, event.done));
          bar?.update(event.done, { requests: count(event.requests) });
          break;
        case 'phase-end':
          stop();
          io.err(phaseLine(io, name(event.phase), event, current));
          break;
        case 'note':
          io.err(`${event.level === 'warning' ? io.errPaint.yellow('warning ') : ''}${event.message}`);
          break;
        case 'end':
          stop();
      }
    },
  };
}

function startBar(name: string, { ordinal, of, expected }: PhaseStart): SingleBar {
  const format = `${String(ordinal).padStart(String(of).length)}/${of} ${name} {bar} {value}/{total} {eta_formatted} {requests} requests`;
  const bar = new SingleBar({
    format,
    stream: process.stderr,
    barsize: 28,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    formatTime: (seconds) => (Number.isFinite(seconds) ? `${duration(seconds * 1000)} left,` : ''),
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(expected ?? 0, 0, { requests: 0 });
  return bar;
}

function phaseLine(io: Io, name: string, event: PhaseEnd, start: PhaseStart | undefined): string {
  const { errPaint } = io;
  const mark = event.balanced ? errPaint.green('✓') : errPaint.red('✗ does not balance:');
  const position = start ? `${String(start.ordinal).padStart(String(start.of).length)}/${start.of} ` : '';
  const states = recordStates
    .filter((state) => event.counts[state] > 0)
    .map((state) => {
      const text = `${count(event.counts[state])} ${state}`;
      return state === 'held' ? errPaint.yellow(text) : state === 'failed' ? errPaint.red(text) : text;
    });
  return `${mark} ${position}${name}: ${count(event.inScope)} in scope${states.length > 0 ? ` = ${states.join(' + ')}` : ''} ${errPaint.dim(`(${duration(event.milliseconds)})`)}`;
}
