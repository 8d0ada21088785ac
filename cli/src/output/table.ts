import Table from 'cli-table3';
import type { Io } from '../io.ts';

/** A plain table for people; a heading that begins with `#` is a column of numbers, set to the right. */
export function table(io: Io, headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const ruled = new Table({
    head: headings.map((heading) => io.paint.bold(heading.replace(/^#/, ''))),
    colAligns: headings.map((heading) => (heading.startsWith('#') ? 'right' : 'left')),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
    chars: borderless(),
  });
  ruled.push(...rows.map((row) => [...row]));
  return ruled
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function borderless(): Record<string, string> {
  const places = [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
  ];
  const inner = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'];
  return Object.fromEntries([...places, ...inner].map((place) => [place, '']));
}
