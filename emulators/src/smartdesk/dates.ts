/** Moments between 2019 and the export's day, printed the two ways in which an export prints them. */
import type { Random } from './random.ts';

const firstDay = Date.UTC(2019, 0, 1);
export const exportDay = Date.UTC(2026, 0, 1);
export const minute = 60_000;
export const day = 24 * 60 * minute;

/** A minute of a working day between `from` and the export's day. */
export function moment(random: Random, from = firstDay, to = exportDay): number {
  const date = Math.floor((from + random.next() * Math.max(0, to - from)) / day) * day;
  return Math.max(from, date + (8 * 60 + random.int(10 * 60)) * minute);
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `31.12.2025` */
export function dayMonthYear(at: number): string {
  const d = new Date(at);
  return `${two(d.getUTCDate())}.${two(d.getUTCMonth() + 1)}.${d.getUTCFullYear()}`;
}

/** `31.12.2025 14:05`, UTC */
export function dayMonthYearTime(at: number): string {
  const d = new Date(at);
  return `${dayMonthYear(at)} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

export const iso = (at: number): string => new Date(at).toISOString();
