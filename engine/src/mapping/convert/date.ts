import type { Value } from '../../values.ts';
import { clockOf, dayOf, instantOf, parseClock, parseIso, type Moment } from '../dates.ts';
import { Misfit } from '../misfit.ts';
import type { Convert } from './convert.ts';

/** A day; of a point in time, its day in UTC. */
export const dateOf: Convert = (value) => {
  const moment = momentOf(value);
  return (moment && dayOf(moment)) ?? new Misfit('is no ISO date; date() reads other formats', value);
};

/** A point in time in UTC; of a day, its first instant. */
export const datetimeOf: Convert = (value) => {
  const moment = momentOf(value);
  return (
    (moment && instantOf(moment)) ??
    new Misfit('is no ISO date and time; datetime() reads other formats', value)
  );
};

/** `09:30:00`; of a point in time, its time in UTC. */
export const timeOf: Convert = (value) => {
  const moment = momentOf(value);
  const clock = (moment && clockOf(moment)) ?? (typeof value === 'string' ? parseClock(value) : undefined);
  return clock ?? new Misfit('is no time of day; time() reads other formats', value);
};

function momentOf(value: Value): Moment | undefined {
  return typeof value === 'string' ? parseIso(value) : undefined;
}
