import type { DeltaReport } from '@migmap/engine/report/types';
import type { Io } from '../io.ts';
import { count, plural } from './format.ts';
import { table } from './table.ts';

const shownRows = 10;
const kinds: Readonly<Record<DeltaReport['conflicts'][number]['kind'], string>> = {
  both: 'both changed it',
  destination: 'changed there alone',
  unknown: 'never written by a load',
  fixed: 'not changeable',
};

/** What a delta kept, and what has left the source. */
export function printDelta(io: Io, { since, from, counts, conflicts }: DeltaReport): void {
  io.out('');
  io.out(
    `A delta upon run ${since}: ${from === undefined ? 'every source record was compared' : `changes since ${from}`}.`,
  );
  if (counts.conflicts > 0) {
    const kept = plural(counts.conflicts, 'field was kept', 'fields were kept');
    io.out(io.paint.yellow(`${kept} as they are in the destination (conflicts.csv):`));
    const rows = conflicts
      .slice(0, shownRows)
      .map((c) => [
        `${c.object} ${c.id}`,
        c.field,
        kinds[c.kind],
        text(c.sent),
        text(c.source),
        text(c.destination),
        c.line ?? '',
      ]);
    io.out(table(io, ['Record', 'Field', 'What', 'Sent', 'Source', 'Kept', 'Mapping line'], rows));
    if (counts.conflicts > rows.length)
      io.out(io.paint.dim(`and ${count(counts.conflicts - rows.length)} more`));
  }
  if (counts.deleted > 0)
    io.out(`${plural(counts.deleted, 'record')} deleted, as in the source (deleted.csv).`);
  if (counts.left > 0)
    io.out(`${plural(counts.left, 'record')} left although gone from the source; deleted.csv says why.`);
  if (counts.listed > 0)
    io.out(
      `${plural(counts.listed, 'loaded record')} gone from the source (deleted.csv); --apply-deletes deletes what nobody has touched.`,
    );
}

function text(value: unknown): string {
  const said =
    value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return said.length > 40 ? `${said.slice(0, 39)}…` : said;
}
