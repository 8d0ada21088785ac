import type { Capabilities } from '../connectors/capabilities.ts';
import { walk } from '../mapping/walk.ts';
import type { Mapping } from '../mapping/ir.ts';
import type { UnansweredReference } from './references.ts';
import { remainingToday } from './totals.ts';
import type { LoadPlan, PlanPhase } from './types.ts';

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** What a person should know before the run, one sentence each. */
export function warningsOf(
  mapping: Mapping,
  unanswered: readonly UnansweredReference[],
  phases: readonly PlanPhase[],
  totals: LoadPlan['totals'],
  capabilities: Capabilities | undefined,
): readonly string[] {
  return [
    ...unanswered.map(
      ({ from, field, asks }) =>
        `${from.destinationObject}.${field} points at ${asks}, which no map makes for it: its records will be held.`,
    ),
    ...(capabilities?.cautions ?? []),
    ...(capabilities ? unestimated(phases) : []),
    ...(capabilities && totals ? quota(totals, capabilities) : []),
    ...(capabilities && totals ? storage(totals, capabilities) : []),
    ...(capabilities ? bulkRows(phases, capabilities) : []),
    ...(capabilities?.storage?.fileMb ? files(mapping, capabilities.storage.fileMb.remaining) : []),
  ];
}

function unestimated(phases: readonly PlanPhase[]): readonly string[] {
  const missing = phases.filter((phase) => !phase.estimate).map((phase) => phase.map);
  return missing.length === 0
    ? []
    : [`The estimate leaves out ${missing.join(', ')}: its records are not counted. Run discovery.`];
}

function quota(totals: NonNullable<LoadPlan['totals']>, { rate }: Capabilities): readonly string[] {
  const remaining = remainingToday(rate);
  if (remaining === undefined) return [];
  const { cost, unit } = totals;
  if (cost > remaining && rate.kind === 'tokens') {
    const days = 1 + Math.ceil((cost - remaining) / Math.max(1, rate.perDay));
    return [
      `The load takes about ${number.format(cost)} tokens: ${days} days, with ${number.format(remaining)} left today and ${number.format(rate.perDay)} a day. It pauses when the budget is spent and goes on when it is renewed. A higher plan, more seats or a top-up shorten it, and so does leaving out what nobody needs.`,
    ];
  }
  if (cost > remaining) {
    return [
      `The load takes about ${number.format(cost)} ${unit}, but ${number.format(remaining)} are left today: the run will pause until the quota renews. Load in parts, or have the quota raised.`,
    ];
  }
  return cost > remaining / 2
    ? [`The load takes about ${percent(cost, remaining)} of the ${unit} that are left today.`]
    : [];
}

function bulkRows(phases: readonly PlanPhase[], { rate, channels }: Capabilities): readonly string[] {
  if (rate.kind !== 'daily' || !rate.bulkRowsPerDay) return [];
  // The smallest channel is the synchronous one; the others' rows are what a bulk limit counts.
  const rows = phases.reduce(
    (total, { estimate }) =>
      estimate && estimate.channel !== channels[0]?.name ? total + estimate.records : total,
    0,
  );
  const { remaining } = rate.bulkRowsPerDay;
  return rows > remaining
    ? [
        `The load writes about ${number.format(rows)} rows in bulk, but ${number.format(remaining)} are left today: the run will pause until the quota renews.`,
      ]
    : [];
}

function storage(
  { storageMb }: NonNullable<LoadPlan['totals']>,
  capabilities: Capabilities,
): readonly string[] {
  const left = capabilities.storage?.dataMb?.remaining;
  if (left === undefined || storageMb === undefined) return [];
  if (storageMb > left) {
    return [
      `The load takes about ${number.format(storageMb)} MB of data storage, but ${number.format(left)} MB are left. Buy storage or leave records out before the run.`,
    ];
  }
  return storageMb > left / 2
    ? [
        `The load takes about ${percent(storageMb, left)} of the ${number.format(left)} MB of data storage that are left.`,
      ]
    : [];
}

function files(mapping: Mapping, leftMb: number): readonly string[] {
  const written = mapping.maps.some((map) =>
    map.fields.some((line) => [...walk(line.value)].some((expr) => expr.kind === 'file')),
  );
  return written
    ? [
        `Files count against the ${number.format(leftMb)} MB of file storage that are left; their size is not part of this plan.`,
      ]
    : [];
}

function percent(part: number, whole: number): string {
  return `${number.format((part / whole) * 100)} %`;
}
