import type { Value } from '../../values.ts';
import { asText } from '../coerce.ts';
import { clockOf, dayOf, instantOf, parseClock, parseFormat, parseIso, type Moment } from '../dates.ts';
import { Misfit, quoted } from '../misfit.ts';
import type { Implementations } from './implementation.ts';
import type { dateSignatures } from './signatures/date.ts';
import { isZone } from '../date-arguments.ts';

export const dateFunctions: Implementations<typeof dateSignatures> = {
  date: (value, format, zone) => {
    const moment = momentOf(value, format, zone);
    if (moment instanceof Misfit) return moment;
    return dayOf(moment, zone) ?? outOfRange(value);
  },
  datetime: (value, format, zone) => {
    const moment = momentOf(value, format, zone);
    if (moment instanceof Misfit) return moment;
    return instantOf(moment, zone) ?? outOfRange(value);
  },
  time: (value, format, zone) => {
    // A time of day is what it is, wherever it is read.
    const clock = format === undefined ? parseClock(asText(value)) : undefined;
    if (clock !== undefined) return clock;
    const moment = momentOf(value, format, zone);
    if (moment instanceof Misfit) return moment;
    return clockOf(moment, zone) ?? new Misfit('has no time of day', value);
  },
  plus_days: (value, days) => {
    const moment = parseIso(value);
    if (!moment) return noDate(value, undefined);
    const later = shifted(moment, days * 86_400_000);
    return (moment.kind === 'day' ? dayOf(later) : instantOf(later)) ?? outOfRange(value);
  },
  plus_minutes: (value, minutes) => {
    const moment = parseIso(value);
    if (!moment) return noDate(value, undefined);
    return instantOf(shifted(moment, minutes * 60_000)) ?? outOfRange(value);
  },
};

function shifted(moment: Moment, milliseconds: number): Moment {
  const at = moment.kind === 'instant' ? moment.at : Date.parse(`${moment.day}T00:00:00.000Z`);
  return { kind: 'instant', at: at + milliseconds };
}

function momentOf(value: Value, format: string | undefined, zone: string | undefined): Moment | Misfit {
  if (zone !== undefined && !isZone(zone)) return new Misfit('is no time zone', zone);
  const text = asText(value);
  const wanted = format === undefined || format.toLowerCase() === 'iso' ? undefined : format;
  // A source that has recognised a column as dates gives ISO texts, whatever the export's own format was.
  const moment = (wanted === undefined ? undefined : parseFormat(text, wanted, zone)) ?? parseIso(text, zone);
  return moment ?? noDate(text, wanted);
}

function noDate(text: string, format: string | undefined): Misfit {
  return new Misfit(
    format === undefined
      ? 'is no ISO date; name its format, as in date("dd.MM.yyyy")'
      : `is no date in the format ${quoted(format)}`,
    text,
  );
}

function outOfRange(value: Value): Misfit {
  return new Misfit('leads to a date outside the years 0 to 9999', value);
}
