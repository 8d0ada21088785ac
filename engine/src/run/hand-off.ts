import { join } from 'node:path';
import type { RecordDetail } from '../journal/journal.ts';
import type { SourceRecord } from '../connectors/source.ts';
import type { RunContext } from './context.ts';
import { csvFile, type CsvFile } from './csv-file.ts';
import { rechunk } from './rechunk.ts';

/** A map (or the rest of a split) whose records may have something for a person. */
export interface HandOffSource {
  readonly id: string;
  readonly sourceObject: string;
  readonly destinationObject: string;
  /** For a map of an `each`: the elements of each record. */
  readonly elements?: (records: readonly SourceRecord[]) => Promise<readonly (readonly { name: string }[])[]>;
}

/** Ours stand first, under names that no source uses. */
const about = ['migmap reason', 'migmap field', 'migmap line', 'migmap source'] as const;

/**
 * Writes `held.csv`, `failed.csv`, `skipped.csv` (the source row with the reason) per source object, and `review.csv`
 * (flagged records with a link). The source is read again, so that the files say what the journal says whatever has
 * happened in between.
 */
export async function writeHandOff(
  context: RunContext,
  maps: readonly HandOffSource[],
  readable: (text: string) => string,
): Promise<Record<string, string>> {
  const files = openFiles(context.directory);
  try {
    for (const map of maps) {
      const counts = await context.journal.records.counts(context.run, map.id);
      const flags = await context.journal.records.flags(context.run, map.id);
      if (counts.held + counts.failed + counts.skipped === 0 && flags.length === 0) continue;
      await collect(context, map, files, flags.length > 0, readable);
    }
    return await files.commit();
  } catch (error) {
    await files.abandon();
    throw error;
  }
}

async function collect(
  context: RunContext,
  map: HandOffSource,
  files: Files,
  flagged: boolean,
  readable: (text: string) => string,
): Promise<void> {
  const { options, journal, run } = context;
  const fields = options.sourceCatalog.object(map.sourceObject)?.fields.map((f) => f.name);
  const stream = options.source.read(map.sourceObject, { catalog: options.sourceCatalog });
  for await (const records of rechunk(stream, 1000)) {
    const lists = await map.elements?.(records);
    const names = records.flatMap((r, i) => [
      { record: r, sourceId: r.id, element: '' },
      { record: r, sourceId: r.id, element: `=${r.at}` },
      ...(lists?.[i] ?? []).map(({ name }) => ({ record: r, sourceId: r.id, element: name })),
    ]);
    const details = await journal.records.details(run, map.id, names);
    for (const [i, detail] of details.entries()) {
      const { record } = names[i] as (typeof names)[number];
      if (detail === undefined || detail.at !== record.at) continue;
      if (detail.state === 'held' || detail.state === 'failed' || detail.state === 'skipped')
        await files.row(
          `${detail.state}-${map.sourceObject}.csv`,
          [...about, ...(fields ?? Object.keys(record.values))],
          {
            ...record.values,
            'migmap reason': readable(detail.reason ?? ''),
            'migmap field': readable(detail.field ?? 'the whole record'),
            'migmap line': detail.line ?? '',
            'migmap source':
              detail.element === '' || detail.element.startsWith('=')
                ? record.at
                : `${record.at} element ${detail.element}`,
          },
        );
      if (flagged) await review(context, map, record, detail, files);
    }
  }
}

async function review(
  context: RunContext,
  map: HandOffSource,
  record: SourceRecord,
  detail: RecordDetail,
  files: Files,
): Promise<void> {
  for (const why of detail.flags)
    await files.row(
      'review.csv',
      ['why', 'object', 'record', 'link', 'source object', 'source id', 'source'],
      {
        why,
        object: map.destinationObject,
        record: detail.destinationId ?? '',
        link:
          detail.destinationId === null
            ? ''
            : context.options.destination.recordUrl(map.destinationObject, detail.destinationId),
        'source object': map.sourceObject,
        'source id': record.id,
        source: record.at,
      },
    );
}

/** CSV files that are opened by their first row. */
export interface Files {
  row(name: string, columns: readonly string[], row: Record<string, unknown>): Promise<void>;
  /** Paths by name. */
  commit(): Promise<Record<string, string>>;
  abandon(): Promise<void>;
}

export function openFiles(directory: string): Files {
  const open = new Map<string, CsvFile>();
  return {
    async row(name, columns, row) {
      const file = open.get(name) ?? csvFile(join(directory, name), [...new Set(columns)]);
      open.set(name, file);
      await file.row(row);
    },
    async commit() {
      for (const file of open.values()) await file.commit();
      return Object.fromEntries([...open.keys()].map((name) => [name, join(directory, name)]));
    },
    async abandon() {
      for (const file of open.values()) await file.abandon();
    },
  };
}
