/**
 * A journal that was closed in order is sealed: a digest of its file lies beside it until it is opened again to be written.
 * SQLite notices torn pages of its log, but not a byte that changes in its table file; a record that the journal no
 * longer knows would be loaded a second time.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { replaceFile } from '../disk/replace.ts';

export class JournalDamagedError extends Error {
  override readonly name = 'JournalDamagedError';
  constructor(file: string, what: string, cause?: unknown) {
    super(
      `${file} is damaged: ${what}. Put back a copy of its folder; without one, move the folder away: the next run then finds what is loaded by its keys in the destination, and makes records without a key again.`,
      cause === undefined ? undefined : { cause },
    );
  }
}

const sealOf = (file: string): string => `${file}.seal`;

/** To be called when the journal is closed; a journal that somebody else has open stays unsealed. */
export async function seal(file: string): Promise<void> {
  if (existsSync(`${file}-wal`)) return;
  await replaceFile(sealOf(file), `${digest(file)}\n`, 0o600);
}

export function breakSeal(file: string): void {
  rmSync(sealOf(file), { force: true });
}

/** Throws `JournalDamagedError` where the file is not what was sealed. `false`: there is no seal to go by. */
export function checkSeal(file: string): boolean {
  const sealed = readSeal(file);
  if (sealed === undefined) return false;
  if (existsSync(file) && digest(file) === sealed.trim()) return true;
  // A run that began meanwhile has broken it in order.
  if (readSeal(file) !== sealed) return false;
  throw new JournalDamagedError(file, 'it has changed since it was closed');
}

/** Without a seal, after a crash: whether the tables hold together. */
export function checkTables(db: DatabaseSync, file: string): void {
  let told: unknown;
  try {
    told = db.prepare('PRAGMA quick_check(1)').get();
  } catch (error) {
    throw new JournalDamagedError(file, (error as Error).message, error);
  }
  const { quick_check: result } = told as { quick_check: string };
  if (result !== 'ok') throw new JournalDamagedError(file, result.replaceAll(/\s+/g, ' '));
}

function readSeal(file: string): string | undefined {
  try {
    return readFileSync(sealOf(file), 'utf8');
  } catch {
    return undefined;
  }
}

function digest(file: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.min(1_048_576, Math.max(1, statSync(file).size)));
  const handle = openSync(file, 'r');
  try {
    for (let n = readSync(handle, buffer); n > 0; n = readSync(handle, buffer))
      hash.update(buffer.subarray(0, n));
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}
