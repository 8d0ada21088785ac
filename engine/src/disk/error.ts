/** What a disk refuses, in words: full, over quota, read-only, not ours, broken. */

export class DiskError extends Error {
  override readonly name = 'DiskError';
}

const byCode: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no room left on the disk. Make room',
  EDQUOT: 'your share of the disk is used up. Make room',
  EFBIG: 'the file would be larger than is allowed here. Raise the limit (ulimit -f)',
  EROFS: 'the disk cannot be written. Mount it for writing',
  EACCES: 'this user may not write there. Change its owner or mode',
  EPERM: 'this user may not write there. Change its owner or mode',
  EIO: 'the disk reports a fault. Move the folder to another one',
};

/** Result codes of SQLite, https://sqlite.org/rescode.html, the low byte of `errcode`. */
const bySqlite: Readonly<Record<number, string>> = {
  3: byCode['EACCES'] as string,
  8: byCode['EROFS'] as string,
  10: 'the disk is full or reports a fault. Make room',
  13: byCode['ENOSPC'] as string,
  14: 'it cannot be opened. Look at the folder and its mode',
};

/** The same error, or a `DiskError` that says which file could not be written, why, and what to do. */
export function diskError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof DiskError) return error;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  const why =
    typeof errcode === 'number' ? bySqlite[errcode & 0xff] : byCode[typeof code === 'string' ? code : ''];
  if (why === undefined) return error;
  return new DiskError(`${file} could not be written: ${why}, and start the same command again.`, {
    cause: error,
  });
}
