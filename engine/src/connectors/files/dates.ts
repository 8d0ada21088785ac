/** Dates and times as exports write them, made ISO 8601. */
import { DateTime } from 'luxon';

/** Order of day, month and year where the year does not come first. */
export type DateOrder = 'DMY' | 'MDY';

const shape =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:(?:,?\s+|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp][Mm])?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/;
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?$/;

export interface ParsedDate {
  /** `2025-12-31` or `2025-12-31T14:05:00.000Z` */
  readonly iso: string;
  readonly hasTime: boolean;
  /** Day and month could not be taken for one another. */
  readonly certain: boolean;
}

/** A date in the given order, or one that begins with its year. A time without an offset is one of `zone`. */
export function parseDate(text: string, order: DateOrder, zone = 'UTC'): ParsedDate | undefined {
  const parts = shape.exec(text.trim());
  if (!parts) return undefined;
  const [, first = '', , second = '', third = ''] = parts;
  const yearFirst = first.length === 4;
  if (!yearFirst && third.length !== 4 && third.length !== 2) return undefined;
  if (!yearFirst && first.length > 2) return undefined;
  const year = yearFirst ? Number(first) : fullYear(third);
  const month = yearFirst || order === 'DMY' ? Number(second) : Number(first);
  const day = yearFirst ? Number(third) : order === 'DMY' ? Number(first) : Number(second);
  if (!isDay(year, month, day)) return undefined;
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const certain = yearFirst || Number(first) > 12 || Number(second) > 12;
  if (parts[5] === undefined) return { iso: date, hasTime: false, certain };
  const time = timeOf(parts[5], parts[6], parts[7], parts[9]);
  if (time === undefined) return undefined;
  const milliseconds = (parts[8] ?? '').padEnd(3, '0').slice(0, 3);
  const iso = instant(`${date}T${time}.${milliseconds}`, parts[10], zone);
  return iso === undefined ? undefined : { iso, hasTime: true, certain };
}

/** `9:05 pm` → `21:05:00` */
export function parseTime(text: string): string | undefined {
  const parts = clock.exec(text.trim());
  return parts ? timeOf(parts[1], parts[2], parts[3], parts[4]) : undefined;
}

function timeOf(hours = '0', minutes = '0', seconds = '0', half?: string): string | undefined {
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return `${two(hour)}:${two(Number(minutes))}:${two(Number(seconds))}`;
}

function instant(local: string, offset: string | undefined, zone: string): string | undefined {
  if (offset === undefined && zone !== 'UTC') {
    const at = DateTime.fromISO(local, { zone });
    return at.isValid ? at.toUTC().toISO() : undefined;
  }
  if (offset === undefined || !/^[+-]/.test(offset)) return `${local}Z`;
  const at = new Date(
    `${local}${offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`}`,
  );
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Two digits: 70 to 99 are of the last century. */
const fullYear = (text: string): number =>
  text.length === 4 ? Number(text) : Number(text) + (Number(text) >= 70 ? 1900 : 2000);

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}
const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const two = (n: number): string => String(n).padStart(2, '0');
