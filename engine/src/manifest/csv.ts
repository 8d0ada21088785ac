import { stringify } from 'csv-stringify/sync';
import { readableName } from '../schema/readable-name.ts';
import type { ManifestReport } from './types.ts';

/** One row an entry, for a spreadsheet; lists are joined by `; `. */
export function manifestCsv({ entries }: ManifestReport): string {
  return stringify(
    entries.map((entry) => [
      entry.state,
      entry.what,
      entry.object,
      readableName(entry),
      entry.label ?? '',
      entry.nativeType ?? entry.kind ?? '',
      entry.externalId ? 'yes' : '',
      entry.unique ? 'yes' : '',
      entry.required ? 'yes' : '',
      entry.values?.join('; ') ?? entry.pipeline ?? '',
      [...entry.differences, ...(entry.problem ? [entry.problem] : [])].join('; '),
      entry.line,
    ]),
    {
      header: true,
      escape_formulas: true,
      columns: [
        'State',
        'What',
        'Object',
        'Name',
        'Label',
        'Type',
        'External id',
        'Unique',
        'Required',
        'Values or pipeline',
        'Differences',
        'Mapping line',
      ],
    },
  );
}
