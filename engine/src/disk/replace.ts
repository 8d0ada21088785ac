/**
 * Files that are written whole: into a file beside, forced to the disk, renamed. Whoever reads sees the old file or the
 * new one, also after a power cut or on a full disk.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { diskError } from './error.ts';

/** Leaves an equal file alone. Throws `DiskError` where the disk refuses; the old file stays then. */
export async function replaceFile(file: string, text: string, mode = 0o644): Promise<void> {
  const old = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (old === text) return;
  await throughPart(file, async (part) => {
    await writeFile(part, text, { mode, flush: true });
  });
}

/** A file too long for memory, for its owner alone; it stands under its name only once `commit` has returned. */
export interface LongFile {
  write(text: string): Promise<void>;
  commit(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

export function longFile(file: string): LongFile {
  const part = partOf(file);
  const stream = createWriteStream(part, { mode: 0o600, flush: true, highWaterMark: 65_536 });
  let failure: unknown;
  stream.on('error', (error) => (failure = diskError(error, file)));
  return {
    async write(text) {
      if (failure === undefined && !stream.write(text))
        await Promise.race([once(stream, 'drain'), closed(stream)]).catch(() => undefined);
      if (failure !== undefined) throw failure;
    },
    async commit() {
      await throughPart(
        file,
        async () => {
          stream.end();
          await finished(stream);
        },
        part,
      );
    },
    async abandon() {
      stream.destroy();
      await closed(stream);
      await rm(part, { force: true });
    },
  };
}

function closed(stream: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) resolve();
    else stream.once('close', () => resolve());
  });
}

async function throughPart(
  file: string,
  fill: (part: string) => Promise<void>,
  part = partOf(file),
): Promise<void> {
  try {
    await fill(part);
    await rename(part, file);
    await flushFolder(dirname(file));
  } catch (error) {
    await rm(part, { force: true });
    throw diskError(error, file);
  }
}

const partOf = (file: string): string => `${file}.${randomUUID()}.tmp`;

/** The new name is on the disk only when its folder is. Some systems do not let a folder be opened: they see to it themselves. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync().catch(() => undefined);
  } finally {
    await handle?.close();
  }
}

export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
