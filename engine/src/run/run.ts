import { withOwnJournal } from '../journal/journal.ts';
import { connectionFolder } from './folders.ts';
import { load } from './load.ts';
import type { RunOptions, RunOutcome } from './options.ts';
import { signals } from './signals.ts';

export type { RunOptions, RunOutcome } from './options.ts';
export { JournalBusyError } from '../journal/journal.ts';

/**
 * Runs a migration from gates to report. Throws only where it could not start (destination unreachable, another run
 * going on, no load order) or on a defect; whatever else happens is in the outcome.
 */
export async function runMigration(options: RunOptions): Promise<RunOutcome> {
  const folder = connectionFolder(options.stateDir, options.destinationName);
  const running = signals(options.signal);
  try {
    return await withOwnJournal(folder, (journal) => load(options, journal, folder, running));
  } finally {
    running.dispose();
  }
}
