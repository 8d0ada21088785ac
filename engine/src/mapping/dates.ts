/** Dates and points in time as ISO texts. A date is `2026-03-01`; a point in time is UTC, `2026-03-01T09:30:00.000Z`. */
import { DateTime } from 'luxon';
import { hasTime } from './date-arguments.ts';

/** A moment as read: a day, or a point in time in milliseconds since 1970. */
export type Moment =
  { readonly kind: 'day'; readonly day: string } | { readonly kind: 'instant'; readonly at: number };

const iso =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Reads ISO 8601; a time without a zone is one of `zone`. `undefined` where it is no such text, or no such day. */
export function parseIso(value: string, zone = 'UTC'): Moment | undefined {
  const found = iso.exec(value.trim());
  if (!found) return undefined;
  const [, day = '', minutes, seconds = '00', fraction = '', offset] = found;
  if (!isDay(day)) return undefined;
  if (minutes === undefined) return { kind: 'day', day };
  const local = `${day}T${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}`;
  if (offset === undefined && zone !== 'UTC') {
    const moment = DateTime.fromISO(local, { zone });
    return moment.isValid ? { kind: 'instant', at: moment.toMillis() } : undefined;
  }
  const at = Date.parse(local + normalOffset(offset ?? 'Z'));
  return Number.isNaN(at) ? undefined : { kind: 'instant', at };
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

function normalOffset(offset: string): string {
  if (offset === 'Z' || offset === 'z') return 'Z';
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/**
 * Reads a text by Luxon's format tokens, month and day names in English; "X" alone are seconds since 1970, "x"
 * milliseconds. A format without hours gives a day.
 */
export function parseFormat(value: string, format: string, zone = 'UTC'): Moment | undefined {
  const unit = format === 'X' ? 1000 : format === 'x' ? 1 : undefined;
  if (unit !== undefined) {
    return /^-?\d{1,16}$/.test(value.trim()) ? { kind: 'instant', at: Number(value) * unit } : undefined;
  }
  const moment = DateTime.fromFormat(value.trim(), format, { zone, locale: 'en', setZone: false });
  if (!moment.isValid) return undefined;
  return hasTime(format)
    ? { kind: 'instant', at: moment.toMillis() }
    : { kind: 'day', day: moment.toISODate() };
}

/** The day of a moment, in `zone`. */
export function dayOf(moment: Moment, zone = 'UTC'): string | undefined {
  if (moment.kind === 'day') return moment.day;
  if (zone === 'UTC') return isoInstant(moment.at)?.slice(0, 10);
  return DateTime.fromMillis(moment.at, { zone }).toISODate() ?? undefined;
}

/** The point in time; of a day, its first instant in `zone`. */
export function instantOf(moment: Moment, zone = 'UTC'): string | undefined {
  if (moment.kind === 'instant') return isoInstant(moment.at);
  if (zone === 'UTC') return `${moment.day}T00:00:00.000Z`;
  return isoInstant(DateTime.fromISO(moment.day, { zone }).toMillis());
}

/** `09:30:00`: the time of day of a moment, in `zone`; a day has none. */
export function clockOf(moment: Moment, zone = 'UTC'): string | undefined {
  if (moment.kind === 'day') return undefined;
  if (zone === 'UTC') return isoInstant(moment.at)?.slice(11, 19);
  const there = DateTime.fromMillis(moment.at, { zone });
  return there.isValid ? there.toFormat('HH:mm:ss') : undefined;
}

/** Reads a time of day in ISO 8601, `09:30` or `09:30:00`. */
export function parseClock(value: string): string | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?$/.exec(value.trim());
  return found ? `${found[1]}:${found[2]}:${found[3] ?? '00'}` : undefined;
}

/** Years 0 to 9999 only: what lies beyond has no four-digit ISO text. */
function isoInstant(at: number): string | undefined {
  if (!(at >= -62_167_219_200_000 && at <= 253_402_300_799_999)) return undefined;
  return new Date(at).toISOString();
}
