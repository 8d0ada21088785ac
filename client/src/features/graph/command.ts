import { basename } from 'node:path';
import type { Uri } from 'vscode';
import { runCli } from '../../infrastructure/cli.ts';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { mappingFile } from '../../infrastructure/mapping-file.ts';
import { Problem } from '../../infrastructure/problem.ts';
import { toDestination, workspaceOf, type MigmapWorkspace } from '../../infrastructure/workspace.ts';
import { createGraphPanel, type GraphPanel } from './panel.ts';

/** "Show Load Order": the maps in the order in which they are loaded, drawn; nothing is connected to. */
export function registerGraph(context: MigmapContext): void {
  const panels = new Map<string, GraphPanel>();

  async function show(file: Uri): Promise<void> {
    const migmap = await workspaceOf(context, file);
    const { root } = migmap;
    const svg = await draw(context, file, migmap);
    const key = file.toString();
    const panel =
      panels.get(key) ??
      createGraphPanel(context, {
        name: basename(file.fsPath),
        root,
        onRefresh: () => context.guard(() => show(file)),
        onClose: () => panels.delete(key),
      });
    panels.set(key, panel);
    panel.show(svg);
  }

  context.command('migmap.showGraph', async (argument) => {
    const file = await mappingFile(argument);
    if (file) await show(file);
  });
}

async function draw(context: MigmapContext, file: Uri, migmap: MigmapWorkspace): Promise<string> {
  const { root } = migmap;
  const args = ['graph', file.fsPath, '--format', 'svg', '--workspace', root, ...toDestination(migmap)];
  const { exitCode, stdout, complaint } = await runCli(context, { args, root, secrets: {} });
  if (exitCode !== 0) throw new Problem(`The load order could not be drawn. ${complaint}`);
  return stdout;
}
