import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Text of an imported file, or `undefined` where there is none. */
export async function readImport(uri: string): Promise<string | undefined> {
  try {
    return await readFile(fileURLToPath(uri), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
