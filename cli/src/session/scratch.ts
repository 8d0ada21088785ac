import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import { privateFolder } from '@migmap/engine/disk/private';

/**
 * What connectors put down for a moment (parts of an upload, a workbook taken out of a zip) lies in `.migmap/tmp` instead of
 * the machine's temporary folder: these are customers' records, and a killed process leaves them there.
 */
export function useScratch(workspace: Workspace): void {
  const all = privateFolder(join(workspace.makeStateDir(), 'tmp'));
  const own = join(all, String(process.pid));
  if (process.env['TMPDIR'] === own) return;
  for (const name of globSync('*', { cwd: all }))
    if (!isAlive(Number(name))) rmSync(join(all, name), { recursive: true, force: true });
  for (const variable of ['TMPDIR', 'TEMP', 'TMP']) process.env[variable] = privateFolder(own);
  process.on('exit', () => rmSync(own, { recursive: true, force: true }));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
