import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../disk/lock.ts';

export class JournalBusyError extends Error {
  override readonly name = 'JournalBusyError';
}

/** One run at a time per destination connection. Returns what releases it; throws `JournalBusyError` naming the process. */
export function lockJournal(folder: string): () => void {
  const holder = join(folder, 'lock.json');
  const release = takeLock(join(folder, 'lock.sqlite'));
  if (release === undefined)
    throw new JournalBusyError(
      `Another run is writing to this destination${describe(holder)}. Wait for it to end, or stop it, and start again.`,
    );
  try {
    // Only told to people: the lock itself is the operating system's.
    writeFileSync(holder, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }), {
      mode: 0o600,
    });
  } catch {
    // A full disk; the journal will say so where it matters.
  }
  return release;
}

function describe(holder: string): string {
  try {
    const { pid, since } = JSON.parse(readFileSync(holder, 'utf8')) as { pid: number; since: string };
    return ` (process ${pid}, since ${since})`;
  } catch {
    return '';
  }
}
