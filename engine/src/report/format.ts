/** How numbers, times and hashes are written on the page: the same in every locale, so that a report reads alike everywhere. */

const numbers = new Intl.NumberFormat('en-US');
const times = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

export function number(value: number): string {
  return numbers.format(value);
}

/** A share in percent; never rounds something to 0 % or short of all to 100 %. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (part / whole) * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  if (percent < 100 && percent > 99.9) return '> 99.9 %';
  return `${Number(percent.toFixed(1))} %`;
}

export function time(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${times.format(date)} UTC`;
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${rest} s`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

export function bytes(value: number): string {
  if (value < 1000) return `${number(value)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log10(value) / 3));
  return `${Number((value / 1000 ** power).toFixed(1))} ${units[power - 1]}`;
}

/** A server's message may be long enough to fill a page, and no row is to be split; the files have it whole. */
export function cut(text: string, longest = 500): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
