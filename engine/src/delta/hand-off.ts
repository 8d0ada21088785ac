import type { Journal } from '../journal/journal.ts';
import { paged } from '../journal/paged.ts';
import { openFiles, type Files } from '../run/hand-off.ts';
import type { Value } from '../values.ts';

/** What the field conflicts are called to a person. */
export const kindNames = {
  both: 'changed in the source and in the destination',
  destination: 'changed in the destination alone, by a person or by the platform',
  unknown: 'never written by the load, and not empty',
  fixed: 'the destination takes no change of it',
} as const;

/** Writes `conflicts.csv` and `deleted.csv` of a delta; neither where there is nothing to tell. */
export async function writeDeltaFiles(
  journal: Journal,
  run: string,
  directory: string,
  link: Link,
): Promise<Record<string, string>> {
  const files = openFiles(directory);
  try {
    await writeConflicts(files, journal, run, link);
    await writeDeparted(files, journal, run, link);
    return await files.commit();
  } catch (error) {
    await files.abandon();
    throw error;
  }
}

type Link = (object: string, id: string) => string;

async function writeConflicts(files: Files, journal: Journal, run: string, link: Link): Promise<void> {
  for await (const c of paged((page) => journal.delta.conflicts(run, page))) {
    const row = {
      object: c.object,
      record: c.id,
      link: link(c.object, c.id),
      field: c.field,
      what: kindNames[c.kind],
      sent: text(c.sent),
      source: text(c.source),
      destination: text(c.destination),
      line: c.line ?? '',
      'source row': c.at,
      'source id': c.sourceId,
    };
    await files.row('conflicts.csv', Object.keys(row), row);
  }
}

async function writeDeparted(files: Files, journal: Journal, run: string, link: Link): Promise<void> {
  for await (const d of paged((page) => journal.delta.departed(run, page))) {
    const row = {
      object: d.object,
      record: d.id,
      link: link(d.object, d.id),
      why: d.why,
      outcome: d.outcome,
      note: d.note ?? '',
      'source row': d.at,
      'source id': d.sourceId,
    };
    await files.row('deleted.csv', Object.keys(row), row);
  }
}

function text(value: Value | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
