/** Folders and files that hold customers' values: for their owner alone, whatever the umask or an earlier version left. */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';

export function privateFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  return path;
}

/** Makes the file before a library does, which would make it for everyone; leaves its content alone. */
export function privateFile(path: string): string {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  return path;
}
