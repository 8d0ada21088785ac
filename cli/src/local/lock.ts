import { takeLock } from '@migmap/engine/disk/lock';
import { Failure } from '../failure.ts';

/** One process at a time over a local system's database: an emulator keeps part of its state in memory. Returns what releases it. */
export function lockLocal(file: string, what: string): () => void {
  const release = takeLock(file);
  if (release === undefined)
    throw new Failure(`${what} is in use by another migmap. Wait until that has ended, or stop it.`);
  return release;
}
