import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Blob {
  /** Name in the store; what a base64 column holds. */
  readonly name: string;
  readonly bytes: number;
  readonly md5: string;
}

/** Bodies of files and of jobs, on disk so that memory stays flat. */
export interface BlobStore {
  readonly directory: string;
  readonly save: (body: Readable, limit?: number) => Promise<Blob>;
  readonly saveNow: (body: Buffer) => Blob;
  readonly open: (name: string) => Readable;
  readonly path: (name: string) => string;
  readonly remove: (name: string) => Promise<void>;
  readonly close: () => void;
}

export class TooLarge extends Error {}

/** A store beside the database file, or in a temporary folder that goes with the server. */
export async function openBlobs(database: string | undefined, system: string): Promise<BlobStore> {
  const temporary = database === undefined;
  const directory = temporary ? await mkdtemp(join(tmpdir(), `migmap-${system}-`)) : `${database}.files`;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = (name: string): string => join(directory, name);

  const save = async (body: Readable, limit = Infinity): Promise<Blob> => {
    const hash = createHash('md5');
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > limit) return done(new TooLarge(`more than ${limit} bytes`));
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const name = randomUUID();
    const part = path(`${name}.part`);
    try {
      await pipeline(body, measure, createWriteStream(part));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    await rename(part, path(name));
    return { name, bytes, md5: hash.digest('hex') };
  };
  return {
    directory,
    save,
    saveNow: (body) => {
      const name = randomUUID();
      writeFileSync(path(name), body);
      return { name, bytes: body.length, md5: createHash('md5').update(body).digest('hex') };
    },
    open: (name) => createReadStream(path(name)),
    path,
    remove: (name) => rm(path(name), { force: true }),
    close: () => {
      if (temporary) rmSync(directory, { recursive: true, force: true });
    },
  };
}
