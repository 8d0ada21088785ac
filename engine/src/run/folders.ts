import { join } from 'node:path';

/** Where the journal and the runs of a destination connection lie; `stateDir` is `.migmap`. */
export function connectionFolder(stateDir: string, destinationName: string): string {
  return join(stateDir, destinationName);
}

/** Reports and hand-off files of one run of a connection. */
export function runFolder(connection: string, run: string): string {
  return join(connection, 'runs', run);
}
