import type { RunReport } from '@migmap/engine/report/types';
import { recordStates } from '@migmap/engine/run/states';
import type { Io } from '../io.ts';
import { count, plural } from './format.ts';
import { printDelta } from './delta.ts';
import { gateLines } from './gates.ts';
import { table } from './table.ts';

/** The reconciliation of a run for people: the balance, what waits and why, the owner queue, the files. */
export function printReconciliation(io: Io, report: RunReport): void {
  const { paint } = io;
  for (const gate of report.gates.filter((candidate) => !candidate.open))
    for (const line of gateLines(paint, gate)) io.out(line);
  if (report.phases.length > 0) {
    io.out(balanceTable(io, report));
    const off = report.phases.filter((phase) => !phase.balanced && phase.state !== 'running');
    io.out(
      off.length === 0
        ? paint.green('Every phase balances: each source record is accounted for exactly once.')
        : paint.red(
            `These phases do not balance: ${off.map((phase) => `${phase.source} → ${phase.destination}`).join(', ')}.`,
          ),
    );
  }
  const waiting = report.phases.flatMap((phase) =>
    phase.reasons.filter((r) => r.state === 'held' || r.state === 'failed'),
  );
  if (waiting.length > 0) {
    io.out('');
    const rows = waiting
      .toSorted((a, b) => b.count - a.count)
      .slice(0, 15)
      .map((r) => [count(r.count), r.state, [r.field, r.reason].filter(Boolean).join(': '), r.line ?? '']);
    io.out(table(io, ['#Records', 'State', 'Why', 'Mapping line'], rows));
    if (waiting.length > rows.length)
      io.out(paint.dim(`and ${plural(waiting.length - rows.length, 'more reason')} in the report`));
  }
  if (report.delta) printDelta(io, report.delta);
  const { unmatched } = report.owners;
  if (unmatched.length > 0) {
    io.out('');
    io.out(
      table(
        io,
        ['Owner without a user', '#Records'],
        unmatched.map((o) => [o.email, count(o.records)]),
      ),
    );
  }
  for (const warning of report.warnings) io.out(`${paint.yellow('warning')} ${warning}`);
}

function balanceTable(io: Io, report: RunReport): string {
  const dash = (value: number) => (value === 0 ? '–' : count(value));
  const gain = (before?: number, after?: number) =>
    before === undefined || after === undefined
      ? ''
      : `${after < before ? '−' : '+'}${count(Math.abs(after - before))}`;
  const rows = report.phases.map((phase) => [
    String(phase.ordinal),
    `${phase.source} → ${phase.destination}`,
    count(phase.inScope),
    ...recordStates.map((state) => dash(phase.counts[state])),
    gain(phase.destinationBefore, phase.destinationAfter),
    phase.state === 'running' ? 'not finished' : phase.balanced ? '✓' : '✗',
  ]);
  const inScope = report.phases.reduce((total, phase) => total + phase.inScope, 0);
  rows.push([
    '',
    'total',
    count(inScope),
    ...recordStates.map((state) => dash(report.totals[state])),
    '',
    '',
  ]);
  return table(
    io,
    ['#', 'Phase', '#In scope', ...recordStates.map((state) => `#${state}`), '#Gained', ''],
    rows,
  );
}
