import { execFileSync } from 'node:child_process';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateExport } from '@migmap/emulators/smartdesk/generate';

const root = join(import.meta.dirname, '../../..');

/** A copy of the example with a small export beside it, both schemas discovered and the custom fields in place. */
export async function preparedExample(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'migmap-example-')), 'acme');
  await cp(join(root, 'examples/smartdesk-to-salesforce'), folder, { recursive: true });
  await generateExport({ seed: 7, scale: 0.1, out: join(folder, 'export') });
  migmap(folder, 'discover', '--workspace', folder);
  migmap(folder, 'manifest', join(folder, 'main.migmap'), '--create');
  return folder;
}

/** Runs the bundled command line. */
export function migmap(folder: string, ...args: string[]): string {
  return execFileSync(process.execPath, [join(root, 'dist/cli.mjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
}
