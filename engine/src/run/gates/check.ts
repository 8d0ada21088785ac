import { join } from 'node:path';
import { replaceFile } from '../../disk/replace.ts';
import type { Journal } from '../../journal/journal.ts';
import { ownersCsv } from '../../owners/csv.ts';
import type { OwnerReconciliation } from '../../owners/owners.ts';
import type { ObjectSchema } from '../../schema/types.ts';
import type { RunOptions } from '../options.ts';
import type { Gate } from './gate.ts';
import { ownersGate } from './owners.ts';
import { schemaGate } from './schema.ts';
import { signoffGate } from './signoff.ts';
import { valuesGate } from './values.ts';

/** All gates before the load, in the order a person would open them; `owners.csv` is written in any case. */
export async function checkGates(
  options: RunOptions,
  journal: Journal,
  run: { readonly id: string; readonly directory: string },
  schemas: ReadonlyMap<string, ObjectSchema>,
  owners: OwnerReconciliation,
): Promise<readonly Gate[]> {
  const gates = [
    schemaGate(options.mapping, schemas, options.rules),
    ownersGate(owners, options.holdUnmatched === true),
    valuesGate(options.mapping, schemas),
    signoffGate(options),
  ];
  await replaceFile(join(run.directory, 'owners.csv'), ownersCsv(owners.matches), 0o600);
  await journal.runs.tell(run.id, {
    gates,
    owners: {
      matched: owners.matches.length - owners.unmatched.length,
      unmatched: owners.unmatched.map((m) => ({ email: m.email ?? m.value, records: m.records })),
    },
  });
  return gates;
}
