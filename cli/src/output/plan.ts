import type { LoadPlan, PlanPhase } from '@migmap/engine/plan/types';
import type { Io } from '../io.ts';
import { count, duration } from './format.ts';
import { table } from './table.ts';

/** The plan of a load for people: phases in order with what each takes, the totals, warnings. */
export function printPlan(io: Io, plan: LoadPlan): void {
  const rows = plan.phases.map((phase) => [
    String(phase.ordinal),
    `${phase.source} → ${phase.destination}`,
    phase.estimate ? about(phase.estimate.certainty) + count(phase.estimate.records) : '',
    phase.estimate?.channel ?? '',
    phase.estimate ? count(phase.estimate.requests) : '',
    phase.estimate ? duration(phase.estimate.seconds * 1000) : '',
    later(phase),
  ]);
  io.out(table(io, ['#', 'Phase', '#Records', 'By', '#Requests', '#Time', 'Linked in a second pass'], rows));
  if (plan.totals) {
    const { records, requests, seconds, storageMb, shareOfDay, unit, cost } = plan.totals;
    const parts = [
      `${count(records)} records`,
      `${count(requests)} requests`,
      ...(unit === 'tokens' ? [`${count(cost)} tokens`] : []),
      ...(shareOfDay === undefined
        ? []
        : [`${(shareOfDay * 100).toFixed(1)} % of what is left of the day’s quota`]),
      ...(storageMb === undefined ? [] : [`${count(Math.ceil(storageMb))} MB of storage`]),
      `about ${duration(seconds * 1000)}`,
    ];
    io.out(io.paint.bold(`Together: ${parts.join(', ')}`));
  }
  for (const warning of plan.warnings) io.out(`${io.paint.yellow('warning')} ${warning}`);
}

function later({ deferred }: PlanPhase): string {
  return deferred.map(({ field, label = field }) => label).join(', ');
}

function about(certainty: NonNullable<PlanPhase['estimate']>['certainty']): string {
  return { exact: '', estimated: '~', atMost: '≤ ', atLeast: '≥ ' }[certainty];
}
