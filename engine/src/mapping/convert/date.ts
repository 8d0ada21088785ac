import type { Value } from '../../values.ts';
import { dayOf, instantOf, parseIso, type Moment } from '../dates.ts';
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
  if (moment?.kind === 'instant') return instantOf(moment)?.slice(11, 19) ?? null;
  const found =
    typeof value === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?/.exec(value.trim()) : null;
  return found ? `${found[1]}:${found[2]}:${found[3] ?? '00'}` : new Misfit('is no time of day', value);
};

function momentOf(value: Value): Moment | undefined {
  return typeof value === 'string' ? parseIso(value) : undefined;
}
