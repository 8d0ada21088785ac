/** The parts of an Office package (.xlsx), each as a stream of text, within bounds that no honest workbook reaches. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileTree, TreeFile } from './tree.ts';
import { openArchive } from './archive.ts';

const maxPackageBytes = 1024 ** 3;

export interface OfficePackage {
  part(path: string): Promise<TreeFile | undefined>;
  close(): Promise<void>;
}

/** An archive is read at random, so the package is first copied to a folder that only its owner can enter. */
export async function openPackage(file: TreeFile): Promise<OfficePackage> {
  if (file.bytes > maxPackageBytes)
    throw new Error(`${file.path}: larger than ${maxPackageBytes / 1024 ** 2} MB. Save its sheets as CSV.`);
  const folder = await mkdtemp(join(tmpdir(), 'migmap-xlsx-'));
  let archive: FileTree | undefined;
  try {
    const copy = join(folder, 'package');
    await pipeline(file.open(), createWriteStream(copy, { mode: 0o600 }));
    archive = await openArchive(copy, { keepRoot: true });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    const why =
      error instanceof Error ? error.message.replaceAll(join(folder, 'package'), file.path) : String(error);
    throw new Error(why, { cause: error });
  }
  const tree = archive;
  return {
    part: (path) => tree.find(path),
    async close() {
      await tree.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
