import { readableName } from '@migmap/engine/schema/readable-name';
import type { PreviewRecord, PreviewReport } from '@migmap/engine/preview/types';
import type { Io } from '../io.ts';
import { count } from './format.ts';
import { table } from './table.ts';

/** Longest text of a cell; a preview is for looking, the report has everything. */
const cell = 48;

/** Source beside destination, record by record. */
export function printPreview(io: Io, report: PreviewReport): void {
  for (const { source, destination, records } of report.maps) {
    for (const record of records) {
      const title = `${source} ${record.id} → ${destination ?? 'nothing: no branch takes it'}`;
      const element =
        record.element === undefined
          ? ''
          : ` element ${String(record.element).replaceAll(/\d+/g, (n) => String(Number(n) + 1))}`;
      io.out(`${io.paint.bold(title)}${element} ${io.paint.dim(record.at)}${outcome(io, record)}`);
      for (const flag of record.flags) io.out(`  flag: ${flag}`);
      const rows = record.fields.map(({ field, label, source: read, value, line, problem }) => [
        `  ${short(read.map((part) => `${part.field}: ${part.value}`).join('; '))}`,
        field && '→',
        field && readableName({ name: field, label }),
        problem ? io.paint.yellow(short(problem)) : short(value),
        io.paint.dim(line),
      ]);
      if (rows.length > 0) io.out(table(io, ['  Source', '', 'Field', 'Destination', 'Mapping line'], rows));
      io.out('');
    }
  }
  for (const warning of report.warnings) io.out(`${io.paint.yellow('warning')} ${warning}`);
  const { load, held, skipped } = report.counts;
  io.out(
    `Of these records ${count(load)} would be loaded, ${count(held)} held, ${count(skipped)} skipped. Nothing was written.`,
  );
}

function outcome(io: Io, { outcome: what, reason }: PreviewRecord): string {
  if (what === 'load') return '';
  return ` ${io.paint.yellow(what)}${reason ? `: ${reason}` : ''}`;
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > cell ? `${line.slice(0, cell - 1)}…` : line;
}
