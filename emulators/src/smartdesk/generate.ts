/** Writes a SmartDesk export, messy on purpose and the same for the same seed: a folder or a .zip. */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { exportDay } from './dates.ts';
import type { ExportFile } from './files.ts';
import { exportFiles } from './files.ts';
import type { MessKind } from './mess.ts';
import { newTally } from './mess.ts';
import type { ObjectName } from './world.ts';
import { createWorld, objectNames } from './world.ts';

export type { MessKind } from './mess.ts';
export type { ObjectName } from './world.ts';

export interface GenerateOptions {
  readonly seed: number;
  /** 1: a company of some 300 companies, 1,200 contacts, 2,500 activities; everything grows with it. */
  readonly scale: number;
  /** A folder that is empty or not there yet; with `zip`, the archive's file. */
  readonly out: string;
  readonly zip?: boolean;
  /** Files of these objects alone. */
  readonly only?: readonly ObjectName[];
  /** Records of an object, instead of what the scale says. */
  readonly counts?: Partial<Record<ObjectName, number>>;
}

export interface ExportManifest {
  readonly seed: number;
  readonly scale: number;
  readonly records: Readonly<Partial<Record<ObjectName, number>>>;
  readonly attachmentFiles: number;
  readonly mess: Readonly<Record<MessKind, number>>;
}

export async function generateExport(options: GenerateOptions): Promise<ExportManifest> {
  const { seed, scale, out, only } = options;
  if (!(scale > 0)) throw new RangeError(`Scale ${scale}: give a number above 0.`);
  const world = createWorld(seed, scale, options.counts);
  const tally = newTally();
  let attachmentFiles = 0;
  const files = function* (): Iterable<ExportFile> {
    for (const file of exportFiles(world, tally, only)) {
      if (file.path.startsWith('attachments/')) attachmentFiles++;
      yield file;
    }
  };
  await (options.zip ? writeZip(out, files()) : writeFolder(out, files()));
  const records = Object.fromEntries(
    objectNames.filter((o) => !only || only.includes(o)).map((o) => [o, world.count(o)]),
  );
  return { seed, scale, records, attachmentFiles, mess: { ...tally.counts } };
}

async function writeFolder(out: string, files: Iterable<ExportFile>): Promise<void> {
  await mkdir(out, { recursive: true });
  if ((await readdir(out)).length)
    throw new Error(`${out} is not empty: name another folder, or empty this one first.`);
  for (const file of files) {
    const target = join(out, file.path);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(Readable.from(file.content()), createWriteStream(target));
  }
}

async function writeZip(out: string, files: Iterable<ExportFile>): Promise<void> {
  if (await stat(out).catch(() => undefined)) throw new Error(`${out} is already there: name another file.`);
  await mkdir(dirname(out), { recursive: true });
  const zip = new ZipFile();
  for (const file of files)
    zip.addReadStreamLazy(file.path, { mtime: new Date(exportDay) }, (give) => {
      give(null, Readable.from(file.content()));
    });
  zip.end();
  try {
    await pipeline(zip.outputStream, createWriteStream(out));
  } catch (error) {
    await rm(out, { force: true });
    throw error;
  }
}
