import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withOwnJournal, type Journal, type RunRow } from '../journal/journal.ts';
import { runFolder } from '../run/folders.ts';
import { keptSignoff } from '../signoff/signoff.ts';
import { keptVerification } from '../verify/seal.ts';

export class CannotPurge extends Error {
  override readonly name = 'CannotPurge';
}

/** A run that is purged while it can be resumed would lose what it still has to write. */
const ended: ReadonlySet<RunRow['state']> = new Set(['complete', 'incomplete', 'gate-closed', 'rolled-back']);

export interface Purged {
  readonly runs: readonly string[];
  /** Files and folders that are gone, absolute. */
  readonly removed: readonly string[];
}

/**
 * Removes customers' values of runs from a connection's folder: out of the journal, and the files of each run but for a
 * sign-off and the verification it stands on, where that holds no values. The id map stays. Throws `CannotPurge` for a
 * run that is not at its end.
 */
export async function purgeRuns(
  folder: string,
  wanted: readonly string[] | 'all',
  now: Date = new Date(),
): Promise<Purged> {
  return withOwnJournal(folder, async (journal) => {
    const all = await journal.runs.list();
    const rows = all.filter((r) => wanted === 'all' || wanted.includes(r.id));
    await refuseUnended(journal, rows);
    const removed: string[] = [];
    for (const { id } of rows) removed.push(...(await clearRun(runFolder(folder, id))));
    const left = all.filter((r) => r.facts.purgedAt === undefined && !rows.includes(r));
    if (left.length === 0) removed.push(...clear(folder, (name) => !/^(journal|lock|runs)\b/.test(name)));
    await journal.purge(
      rows.map((r) => r.id),
      now.toISOString(),
    );
    return { runs: rows.map((r) => r.id), removed };
  });
}

async function refuseUnended(journal: Journal, rows: readonly RunRow[]): Promise<void> {
  const open = rows.find((r) => !ended.has(r.state));
  if (open !== undefined)
    throw new CannotPurge(
      `Run ${open.id} is ${open.state}: without its values it could not be resumed. Resume it (migmap run ${open.mappingFile} --resume) or roll it back first, or forget everything with --all --forget-ids.`,
    );
  const doubt = (await journal.batches.open()).length;
  if (doubt > 0)
    throw new CannotPurge(
      `Of ${doubt} requests it is not known what became of them; the next run asks the destination. Run the mapping once more first, or forget everything with --all --forget-ids.`,
    );
}

async function clearRun(directory: string): Promise<string[]> {
  const signed = await keptSignoff(directory).catch(() => undefined);
  const verified = await keptVerification(directory).catch(() => undefined);
  const kept = new Set<string>();
  if (signed !== undefined && verified?.clean === true)
    for (const name of ['signoff.json', 'verification.json', 'shape.json']) kept.add(name);
  return clear(directory, (name) => !kept.has(name));
}

function clear(directory: string, goes: (name: string) => boolean): string[] {
  const paths = globSync('*', { cwd: directory })
    .filter(goes)
    .map((name) => join(directory, name));
  for (const path of paths) rmSync(path, { recursive: true, force: true });
  return paths;
}
