import type { Channel, RateModel } from '../connectors/capabilities.ts';

/**
 * What a cloud CRM is taken to need: half a second a request, four milliseconds a record (triggers, indexes). Real ones
 * vary by a factor of three either way; a run tells its own pace.
 */
const secondsPerRequest = 0.5;
const secondsPerRecord = 0.004;

export function secondsFor(channel: Channel, records: number, maxInFlight: number): number {
  const requests = Math.ceil(records / channel.maxRecords);
  const lanes = Math.max(1, Math.min(channel.inFlight, maxInFlight, requests));
  return (requests * secondsPerRequest + records * secondsPerRecord) / lanes;
}

/** The least time that the destination's rate leaves for so much cost. A day's budget that is spent costs days. */
export function secondsByRate(rate: RateModel, cost: number): number {
  const day = 86_400;
  switch (rate.kind) {
    case 'daily':
      return rate.max > 0 ? Math.ceil(Math.max(0, cost - rate.remaining) / rate.max) * day : 0;
    case 'tokens':
      return rate.perDay > 0 ? Math.ceil(Math.max(0, cost - rate.remaining) / rate.perDay) * day : 0;
    case 'window':
      return (cost / rate.requests) * rate.seconds;
    case 'unlimited':
      return 0;
  }
}
