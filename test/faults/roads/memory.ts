import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';

/** A folder in memory where there is one: a journal that is synced to a disk thousands of times would be all the time there is. */
export const memory = writable('/dev/shm') ? '/dev/shm' : tmpdir();

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
