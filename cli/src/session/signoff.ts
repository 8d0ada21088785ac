import { dirname, join } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import { openJournal } from '@migmap/engine/journal/journal';
import { reportSigned } from '@migmap/engine/report/keep';
import { signOff } from '@migmap/engine/signoff/signoff';
import type { Signoff } from '@migmap/engine/signoff/types';
import { findRun } from './runs.ts';

export async function signoff(
  workspace: Workspace,
  id: string,
  options: { readonly by: string; readonly accept?: string },
): Promise<Signoff> {
  const { run, directory } = await findRun(workspace, id);
  const journal = openJournal(join(dirname(dirname(directory)), 'journal.sqlite'), { look: true });
  try {
    const signed = await signOff((await journal.runs.get(run))!, directory, options);
    await reportSigned(directory, signed);
    return signed;
  } finally {
    journal.close();
  }
}
