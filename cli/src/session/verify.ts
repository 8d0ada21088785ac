import { openCatalog } from '@migmap/engine/schema/store';
import { reportVerified } from '@migmap/engine/report/keep';
import { keepVerification } from '@migmap/engine/verify/seal';
import type { Verification } from '@migmap/engine/verify/types';
import { verifyRun } from '@migmap/engine/verify/verify';
import type { Workspace } from '@migmap/engine/config/workspace';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { openDestination, openSource } from './connections.ts';
import { withRun } from './open-run.ts';

/** Verifies a run and keeps the result in its folder. */
export async function verify(
  io: Io,
  workspace: Workspace,
  id: string,
  sample: { readonly records: number; readonly seed: number } | undefined,
): Promise<Verification> {
  return withRun(workspace, id, async ({ row, journal, mapping, directory }) => {
    if (row.state !== 'complete' && row.state !== 'incomplete')
      throw new Failure(
        `Run ${row.id} has not come to its end (it is ${row.state}): "migmap run ${row.mappingFile} --resume" first.`,
      );
    const sourceCatalog = openCatalog(workspace.schemaDir(row.source));
    if (!sourceCatalog)
      throw new Failure(
        `Connection "${row.source}" is not discovered: "migmap discover ${row.source}" first.`,
      );
    const source = await openSource(workspace, row.source);
    try {
      const destination = await openDestination(workspace, row.destination);
      try {
        const told = await verifyRun({
          run: row,
          journal,
          mapping,
          source: source.system,
          sourceCatalog,
          destination: destination.system,
          signal: io.signal,
          ...(sample && { sample }),
        });
        await keepVerification(directory, told);
        await reportVerified(directory, told);
        return told;
      } finally {
        await destination.close();
      }
    } finally {
      await source.close();
    }
  });
}
