import { createReadStream } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FileTree, TreeFile } from './tree.ts';
import { isClutter, safePath } from './tree.ts';

/** An export that lies unpacked. Symbolic links are not followed, so nothing outside the folder is read. */
export async function openFolder(path: string): Promise<FileTree> {
  const warnings: string[] = [];
  const root = await exportRoot(await realpath(path));
  const top: TreeFile[] = [];
  for (const name of (await readdir(root)).toSorted()) {
    if (isClutter(name)) continue;
    const info = await lstat(join(root, name));
    if (info.isSymbolicLink())
      warnings.push(`${name}: a symbolic link is not followed. Put the file itself there.`);
    else if (info.isFile()) top.push(fileAt(root, name, info.size));
  }
  return {
    top,
    warnings,
    async find(reference) {
      const relative = safePath(reference);
      if (relative === undefined) return undefined;
      for (const spelling of new Set([relative, relative.normalize('NFD')])) {
        const real = await realpath(join(root, spelling)).catch(() => undefined);
        if (real === undefined || !real.startsWith(root + sep) || real !== join(root, spelling)) continue;
        const info = await stat(real);
        if (info.isFile()) return fileAt(root, spelling, info.size);
      }
      return undefined;
    },
    close: () => Promise.resolve(),
  };
}

/** Archives often unpack to one folder in a folder. */
async function exportRoot(path: string): Promise<string> {
  const entries = (await readdir(path, { withFileTypes: true })).filter((e) => !isClutter(e.name));
  const [only] = entries;
  return entries.length === 1 && only?.isDirectory() ? exportRoot(join(path, only.name)) : path;
}

const fileAt = (root: string, path: string, bytes: number): TreeFile => ({
  path,
  bytes,
  open: () => createReadStream(join(root, path), { highWaterMark: 32 * 1024 }),
});
