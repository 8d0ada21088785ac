import type { Figures, Spread } from './measure.ts';

/** Of each figure the median over the runs of one server. */
export function medianOf(runs: readonly Figures[]): Figures {
  const median = (pick: (run: Figures) => number | undefined): number | undefined => {
    const values = runs.map(pick).filter((value) => value !== undefined);
    return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  };
  const spread = (pick: (run: Figures) => Spread): Spread => ({
    p50: median((run) => pick(run).p50)!,
    p95: median((run) => pick(run).p95)!,
    samples: runs.reduce((sum, run) => sum + pick(run).samples, 0),
  });
  return {
    server: runs[0]!.server,
    initialize: median((run) => run.initialize)!,
    firstDiagnostics: median((run) => run.firstDiagnostics)!,
    keystroke: spread((run) => run.keystroke),
    keystrokeCpu: median((run) => run.keystrokeCpu),
    completion: spread((run) => run.completion),
    completionCpu: median((run) => run.completionCpu),
    completionItems: median((run) => run.completionItems)!,
    memory: median((run) => run.memory)!,
    memoryPeak: median((run) => run.memoryPeak),
  };
}
