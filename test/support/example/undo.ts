import { rollBack, type RollbackOptions } from '@migmap/engine/rollback/rollback';
import { rollbackResult, type RollbackResult } from '@migmap/engine/rollback/types';
import type { Example } from './example.ts';

/** Rolls a run of the example back (`latest`: the last one), with the journal opened and closed around it. */
export async function undo(
  { journal: open, mapping, destination }: Example,
  id: string,
  options: Partial<RollbackOptions> = {},
): Promise<RollbackResult> {
  const journal = open();
  try {
    const run = id === 'latest' ? (await journal.runs.list()).at(-1) : await journal.runs.get(id);
    return rollbackResult.parse(await rollBack({ run: run!, journal, mapping, destination, ...options }));
  } finally {
    journal.close();
  }
}
