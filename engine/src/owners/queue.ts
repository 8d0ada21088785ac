import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { privateFolder } from '../disk/private.ts';
import { isMissing, replaceFile } from '../disk/replace.ts';
import { ownerColumns, ownersCsv } from './csv.ts';
import type { OwnerMatch } from './owners.ts';

/** What a person has written into the queue. */
export interface OwnerDecisions {
  /** Owner as met in the data, to the e-mail or id of an active destination user. */
  readonly givenTo: ReadonlyMap<string, string>;
  /** Why the file, or a line of it, says nothing, a sentence each. */
  readonly problems: readonly string[];
}

export const noDecisions: OwnerDecisions = { givenTo: new Map(), problems: [] };

/** The reconciliation queue of a destination connection; `folder` is `.migmap/<connection>`. */
export function queueFile(folder: string): string {
  return join(folder, 'owners.csv');
}

/** Reads the decisions in the queue, as a spreadsheet may have saved it. */
export async function readDecisions(folder: string): Promise<OwnerDecisions> {
  const text = await readFile(queueFile(folder), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, delimiter: [',', ';', '\t'], relax_column_count: true, trim: true });
  } catch (error) {
    return { givenTo: new Map(), problems: [`owners.csv cannot be read: ${(error as Error).message}`] };
  }
  const [header = [], ...entries] = rows;
  const owner = header.indexOf(ownerColumns.owner);
  const giveTo = header.indexOf(ownerColumns.giveTo);
  if (rows.length > 0 && (owner < 0 || giveTo < 0))
    return {
      givenTo: new Map(),
      problems: [
        `owners.csv has no column "${owner < 0 ? ownerColumns.owner : ownerColumns.giveTo}": put it back, or delete the file and look again.`,
      ],
    };
  const decided = entries
    .map((row) => [unescaped(row[owner] ?? ''), unescaped(row[giveTo] ?? '')] as const)
    .filter(([name, to]) => name !== '' && to !== '');
  return { givenTo: new Map(decided), problems: [] };
}

/** Writes the queue anew with what was found now; decisions on owners who are not met at present stay. */
export async function writeQueue(
  folder: string,
  matches: readonly OwnerMatch[],
  decided: OwnerDecisions,
): Promise<string> {
  const file = queueFile(folder);
  // What cannot be read is a person's work: it is not overwritten.
  if (decided.problems.length > 0) return file;
  const met = new Set(matches.map((m) => m.value));
  const others = [...decided.givenTo].filter(([value]) => !met.has(value));
  const rest = others.map(([value, givenTo]): OwnerMatch => ({ value, email: null, records: 0, givenTo }));
  privateFolder(folder);
  await replaceFile(file, ownersCsv([...matches, ...rest]), 0o600);
  return file;
}

/** Without the quote that keeps a spreadsheet from taking a cell for a formula. */
function unescaped(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
