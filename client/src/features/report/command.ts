import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { window, workspace } from 'vscode';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { Problem } from '../../infrastructure/problem.ts';
import { workspaceOf } from '../../infrastructure/workspace.ts';
import { openReport } from './panel.ts';

/** "Open Report": the newest run's, or another one the person picks. */
export function registerReport(context: MigmapContext): void {
  context.command('migmap.openReport', async (argument) => {
    const file = argument ?? window.activeTextEditor?.document.uri ?? workspace.workspaceFolders?.[0]?.uri;
    if (!file) throw new Problem('Open the folder that holds migmap.json first.');
    const { root } = await workspaceOf(context, file);
    const reports = await reportsIn(join(root, '.migmap', 'runs'));
    if (reports.length === 0)
      throw new Problem('No run has made a report here yet. Run the migration first.');
    const items = reports.map(({ run, path, at }) => ({
      label: run,
      description: at.toLocaleString(),
      path,
    }));
    const chosen =
      items.length === 1
        ? items[0]
        : await window.showQuickPick(items, { title: 'Migmap: report of which run?' });
    if (chosen) await openReport(chosen.path);
  });
}

async function reportsIn(directory: string): Promise<{ run: string; path: string; at: Date }[]> {
  const runs = await readdir(directory).catch(() => []);
  const found = await Promise.all(
    runs.map(async (run) => {
      const path = join(directory, run, 'report.html');
      const entry = await stat(path).catch(() => undefined);
      return entry ? [{ run, path, at: entry.mtime }] : [];
    }),
  );
  return found.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime());
}
