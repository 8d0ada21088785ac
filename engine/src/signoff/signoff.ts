import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RunRow } from '../journal/journal.ts';
import { isMissing, replaceFile } from '../disk/replace.ts';
import { parseJsonFile } from '../schema/files.ts';
import { keptVerification, unbroken } from '../verify/seal.ts';
import type { SchemaShape } from '../schema/shape.ts';
import { keptShape } from './shape.ts';
import { signoff, type Signoff } from './types.ts';

const name = 'signoff.json';

export class NotSigned extends Error {
  override readonly name = 'NotSigned';
}

/**
 * Signs a run off: its verification must be there, whole, of this mapping, and clean or accepted with a reason. Throws
 * `NotSigned` with what is missing.
 */
export async function signOff(
  run: RunRow,
  directory: string,
  { by, accept, now }: { by: string; accept?: string; now?: Date },
): Promise<Signoff> {
  if (by.trim() === '') throw new NotSigned('A sign-off needs a name: --by NAME.');
  const told = await keptVerification(directory);
  if (told === undefined)
    throw new NotSigned(`Run ${run.id} is not verified yet: "migmap verify ${run.id}" first.`);
  if (!unbroken(told) || told.run !== run.id || told.mappingHash !== run.mappingHash)
    throw new NotSigned(
      `The verification of run ${run.id} is not what was written: "migmap verify ${run.id}" again.`,
    );
  if (!told.clean && (accept === undefined || accept.trim() === ''))
    throw new NotSigned(
      `The verification of run ${run.id} is not clean:\n  ${told.problems.join('\n  ')}\nMend it and verify again, or accept it with --accept "why".`,
    );
  const signed: Signoff = {
    formatVersion: 1,
    run: run.id,
    by: by.trim(),
    at: (now ?? new Date()).toISOString(),
    destination: run.destination,
    mapping: run.mappingName,
    mappingHash: run.mappingHash,
    schemaHash: run.schemaHash,
    verificationHash: told.hash,
    sample: told.sample?.records ?? null,
    ...(!told.clean && { accepted: { why: (accept as string).trim(), problems: told.problems } }),
  };
  await replaceFile(join(directory, name), JSON.stringify(signed, null, 2), 0o600);
  return signed;
}

/** The sign-off of the run in this folder. */
export async function keptSignoff(directory: string): Promise<Signoff | undefined> {
  const file = join(directory, name);
  try {
    return parseJsonFile(file, await readFile(file, 'utf8'), signoff);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The sign-off that a production run of a migration is held against, with why it counts no more, if so. */
export interface StandingSignoff {
  readonly by: string;
  readonly mappingHash: string;
  readonly schemaHash: string;
  /** What the signed run's schemas looked like, where its folder still tells. */
  readonly shape?: SchemaShape;
  readonly broken?: string;
}

/** The sign-off of this migration that fits mapping and schema, or else the latest one. `stateDir` is `.migmap`. */
export async function standingSignoff(
  stateDir: string,
  wanted: { readonly mapping: string; readonly mappingHash: string; readonly schemaHash: string },
): Promise<StandingSignoff | undefined> {
  const signed: { told: Signoff; directory: string }[] = [];
  for (const path of globSync(`*/runs/*/${name}`, { cwd: stateDir })) {
    const file = join(stateDir, path);
    const told = parseJsonFile(file, await readFile(file, 'utf8'), signoff);
    if (told.mapping === wanted.mapping) signed.push({ told, directory: dirname(file) });
  }
  const latestFirst = signed.toSorted((a, b) => (a.told.at < b.told.at ? 1 : -1));
  const chosen =
    latestFirst.find(
      ({ told }) => told.mappingHash === wanted.mappingHash && told.schemaHash === wanted.schemaHash,
    ) ?? latestFirst[0];
  if (chosen === undefined) return undefined;
  const { told, directory } = chosen;
  const verified = await keptVerification(directory).catch(() => undefined);
  const shape = await keptShape(directory);
  const whole = verified !== undefined && unbroken(verified) && verified.hash === told.verificationHash;
  return {
    by: told.by,
    mappingHash: told.mappingHash,
    schemaHash: told.schemaHash,
    ...(shape && { shape }),
    ...(!whole && {
      broken: `Run ${told.run} was verified anew, or its verification was changed, after ${told.by} signed it off.`,
    }),
  };
}
