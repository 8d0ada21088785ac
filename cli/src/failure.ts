import { DiskError, diskError } from '@migmap/engine/disk/error';

/** The exit codes of every command; docs/cli.md explains them. */
export const exitCodes = { done: 0, failed: 1, gateClosed: 2, recordsWait: 3, interrupted: 4 } as const;

/** Something a person can mend: what happened, where, and what to do next. Printed without a stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: number;
  constructor(
    message: string,
    { cause, exitCode = exitCodes.failed }: { cause?: unknown; exitCode?: number } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.exitCode = exitCode;
  }
}

/** Errors of the engine that are written for a person; anything else is a fault of ours and keeps its stack. */
const forPeople = new Set([
  'Failure',
  'ConfigError',
  'SchemaFileError',
  'ConnectorError',
  'JournalBusyError',
  'JournalDamagedError',
  'NewerJournalError',
  'DiskError',
  'CannotPurge',
  'CannotRollBack',
  'NotExplained',
  'NothingLoadedYet',
  'NotSigned',
]);

/** A disk may be full wherever something is put down for a moment. */
function noRoom(error: Error): DiskError | undefined {
  const { code, errcode } = error as { code?: string; errcode?: number };
  if (errcode === undefined && !['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code ?? '')) return undefined;
  const said = diskError(error, 'A temporary file');
  return said instanceof DiskError ? said : undefined;
}

export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (forPeople.has(error.name)) return error.message;
  const full = noRoom(error);
  if (full !== undefined) return full.message;
  return `${error.stack ?? error.message}\n\nThis is a fault of migmap; please report it with the lines above.`;
}
