import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { openWorkspace, type Workspace } from '@migmap/engine/config/workspace';
import { Failure } from '../failure.ts';
import type { GlobalOptions } from '../options.ts';

export function workspaceOf(options: GlobalOptions): Workspace {
  return openWorkspace(options.workspace ?? process.cwd());
}

/** The mapping file, found from here or from the workspace, and the workspace it belongs to. */
export function locateMapping(file: string, options: GlobalOptions): { file: string; workspace: Workspace } {
  const found = [resolve(file), ...(options.workspace ? [resolve(options.workspace, file)] : [])].find(
    (candidate) => existsSync(candidate),
  );
  if (found === undefined) {
    const where = options.workspace ? `${process.cwd()} or ${resolve(options.workspace)}` : process.cwd();
    throw new Failure(`There is no ${file} in ${where}. Give the path of a .migmap file.`);
  }
  return { file: found, workspace: openWorkspace(options.workspace ?? dirname(found)) };
}
