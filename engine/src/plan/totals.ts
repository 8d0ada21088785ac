import type { Capabilities, RateModel } from '../connectors/capabilities.ts';
import type { LoadPlan, PhaseEstimate } from './types.ts';
import { secondsByRate } from './time.ts';

type Totals = NonNullable<LoadPlan['totals']>;

export function totalsOf(
  estimates: readonly PhaseEstimate[],
  capabilities: Capabilities,
): Totals | undefined {
  if (estimates.length === 0) return undefined;
  const sum = (pick: (estimate: PhaseEstimate) => number) =>
    estimates.reduce((total, estimate) => total + pick(estimate), 0);
  const { rate } = capabilities;
  const cost = sum((estimate) => estimate.cost);
  const remaining = remainingToday(rate);
  const stored = estimates.some((estimate) => estimate.storageBytes !== undefined);
  return {
    records: sum((estimate) => estimate.records),
    requests: sum((estimate) => estimate.requests),
    cost,
    unit: rate.kind === 'tokens' ? 'tokens' : 'requests',
    ...(remaining !== undefined && remaining > 0 && { shareOfDay: cost / remaining }),
    ...(stored && { storageMb: sum((estimate) => estimate.storageBytes ?? 0) / 1_048_576 }),
    seconds: Math.max(
      sum((estimate) => estimate.seconds),
      secondsByRate(rate, cost),
    ),
  };
}

export function remainingToday(rate: RateModel): number | undefined {
  return rate.kind === 'daily' || rate.kind === 'tokens' ? rate.remaining : undefined;
}
