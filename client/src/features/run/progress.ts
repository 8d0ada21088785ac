import type { RunEvent } from '@migmap/engine/run/events';

/** What a person sees of a run while it goes on. Plain data, so that it can be tested without an editor. */
export interface RunProgress {
  /** Percent of the phases, 0 to 100; never falls. */
  readonly percent: number;
  readonly message: string;
  readonly phases: Readonly<Record<string, string>>;
  readonly closedGates: readonly {
    readonly gate: string;
    readonly reasons: readonly string[];
    readonly remedy?: string;
  }[];
  readonly end?: Extract<RunEvent, { event: 'end' }>;
  readonly position: { readonly ordinal: number; readonly of: number };
}

export const beforeStart: RunProgress = {
  percent: 0,
  message: 'starting …',
  phases: {},
  closedGates: [],
  position: { ordinal: 0, of: 0 },
};

export function advance(progress: RunProgress, event: RunEvent): RunProgress {
  switch (event.event) {
    case 'start':
      return {
        ...progress,
        message: event.resumed ? `resuming ${event.run}` : `run ${event.run}`,
        phases: Object.fromEntries(event.phases.map((p) => [p.id, `${p.source} → ${p.destination}`])),
      };
    case 'gate':
      if (event.open) return progress;
      return { ...progress, closedGates: [...progress.closedGates, event] };
    case 'phase-start': {
      const position = { ordinal: event.ordinal, of: event.of };
      return {
        ...progress,
        position,
        ...at(progress, position, 0),
        message: headline(progress, event.phase, position),
      };
    }
    case 'progress': {
      const fraction = event.expected ? Math.min(1, event.done / event.expected) : 0;
      const of = event.expected ? ` of ${number(event.expected)}` : '';
      const states = [number(event.done) + of, ...unusual(event.counts)].join(', ');
      const head = headline(progress, event.phase, progress.position);
      return { ...progress, ...at(progress, progress.position, fraction), message: `${head}: ${states}` };
    }
    case 'phase-end':
      return { ...progress, ...at(progress, progress.position, 1) };
    case 'end':
      return { ...progress, percent: 100, end: event };
    default:
      return progress;
  }
}

function at(progress: RunProgress, position: RunProgress['position'], fraction: number): { percent: number } {
  if (position.of === 0) return { percent: progress.percent };
  const percent = ((Math.max(1, position.ordinal) - 1 + fraction) / position.of) * 100;
  return { percent: Math.max(progress.percent, Math.min(100, percent)) };
}

function headline(progress: RunProgress, phase: string, position: RunProgress['position']): string {
  return `${position.ordinal}/${position.of} ${progress.phases[phase] ?? phase}`;
}

/** The states a person wants to hear of. */
function unusual(counts: Readonly<Partial<Record<string, number>>>): string[] {
  return ['held', 'failed', 'merged'].flatMap((state) =>
    counts[state] ? [`${number(counts[state])} ${state}`] : [],
  );
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
