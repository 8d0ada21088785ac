import { join } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import { rollBack } from '@migmap/engine/rollback/rollback';
import type { RollbackResult } from '@migmap/engine/rollback/types';
import { replaceFile } from '@migmap/engine/disk/replace';
import type { Io } from '../io.ts';
import { openDestination } from './connections.ts';
import { withRun } from './open-run.ts';

/** Undoes a run, and keeps in its folder what was left. */
export async function rollback(io: Io, workspace: Workspace, id: string): Promise<RollbackResult> {
  return withRun(workspace, id, async ({ row, journal, mapping, directory }) => {
    const destination = await openDestination(workspace, row.destination);
    try {
      const done = await rollBack({
        run: row,
        journal,
        mapping,
        destination: destination.system,
        signal: io.signal,
      });
      await replaceFile(join(directory, 'rollback.json'), JSON.stringify(done, null, 2), 0o600);
      return done;
    } finally {
      await destination.close();
    }
  });
}
