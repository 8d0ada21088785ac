import { verification, type Verification } from '@migmap/engine/verify/types';
import { verifyRun, type VerifyOptions } from '@migmap/engine/verify/verify';
import type { Example } from './example.ts';

/** Verifies a run of the example, with the journal opened and closed around it. */
export async function check(
  { journal: open, mapping, source, catalog, destination }: Example,
  id: string,
  options: Partial<VerifyOptions> = {},
): Promise<Verification> {
  const journal = open();
  try {
    const run = (await journal.runs.get(id))!;
    const ends = { source, sourceCatalog: catalog, destination };
    return verification.parse(await verifyRun({ run, journal, mapping, ...ends, ...options }));
  } finally {
    journal.close();
  }
}

/** Every difference that was found, in one line each: object, id, field, and what it holds. */
export function found(told: Verification): string[] {
  return told.maps
    .flatMap((m) => [
      ...m.missingSamples.map((s) => `${m.object} ${s.id} is missing`),
      ...m.lines.flatMap((l) =>
        l.samples.map((s) => `${m.object} ${s.id}.${l.field} holds ${JSON.stringify(s.actual)}`),
      ),
    ])
    .toSorted();
}
