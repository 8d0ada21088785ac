import { join } from 'node:path';
import { openJournal, type Journal, type RunRow } from '@migmap/engine/journal/journal';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { signOff } from '@migmap/engine/signoff/signoff';
import type { Signoff } from '@migmap/engine/signoff/types';
import { keepVerification } from '@migmap/engine/verify/seal';
import { verifyRun } from '@migmap/engine/verify/verify';
import type { FakeDestination } from './fake-destination.ts';
import type { FakeSource } from './fake-source.ts';
import { run, type Ran } from './run.ts';

/** What a person does between a rehearsal and production, with a run that `run` has made. */
export function afterRun(state: string, ran: Ran) {
  const inJournal = async <T>(work: (journal: Journal, row: RunRow) => Promise<T>): Promise<T> => {
    const journal = openJournal(join(state, 'crm', 'journal.sqlite'));
    try {
      return await work(journal, (await journal.runs.get(ran.run))!);
    } finally {
      journal.close();
    }
  };
  return {
    verify: (mapping: Mapping, source: FakeSource, destination: FakeDestination): Promise<void> =>
      inJournal(async (journal, row) => {
        const subject = { run: row, journal, mapping, source, sourceCatalog: source.catalog, destination };
        await keepVerification(ran.directory, await verifyRun(subject));
      }),
    sign: (accept?: string): Promise<Signoff> =>
      inJournal((_, row) => signOff(row, ran.directory, { by: 'Ada', ...(accept && { accept }) })),
  };
}

/** Rehearses, verifies and signs off, so that the state folder lets the mapping into production. */
export async function signedOff(
  state: string,
  mapping: Mapping,
  source: FakeSource,
  destination: FakeDestination,
): Promise<void> {
  const ran = await run(mapping, source, destination, state);
  const { verify, sign } = afterRun(state, ran);
  await verify(mapping, source, destination);
  await sign();
}
