import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, replaceFile } from '../disk/replace.ts';
import { parseJsonFile } from '../schema/files.ts';
import { verification, type Verification } from './types.ts';

const name = 'verification.json';

export function seal(told: Omit<Verification, 'hash'>): Verification {
  return { ...told, hash: hashOf(told) };
}

/** The file says what was verified: its own hash still fits. */
export function unbroken({ hash, ...told }: Verification): boolean {
  return hash === hashOf(told);
}

export async function keepVerification(directory: string, told: Verification): Promise<void> {
  await replaceFile(join(directory, name), JSON.stringify(told, null, 2), 0o600);
}

export async function keptVerification(directory: string): Promise<Verification | undefined> {
  const file = join(directory, name);
  try {
    return parseJsonFile(file, await readFile(file, 'utf8'), verification);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function hashOf(told: Omit<Verification, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify(verification.omit({ hash: true }).parse(told)))
    .digest('hex');
}
