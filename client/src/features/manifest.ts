import { join } from 'node:path';
import { Uri, window, workspace } from 'vscode';
import { runCli } from '../infrastructure/cli.ts';
import type { MigmapContext } from '../infrastructure/context.ts';
import { mappingFile } from '../infrastructure/mapping-file.ts';
import { Problem } from '../infrastructure/problem.ts';
import { toDestination, workspaceOf } from '../infrastructure/workspace.ts';

const formats = [
  { label: 'Guide', description: 'manifest.md: what to make by hand, and where', format: 'md' },
  { label: 'Table', description: 'manifest.csv', format: 'csv' },
  { label: 'Data', description: 'manifest.json', format: 'json' },
  { label: 'Native', description: 'files that the destination’s own tools deploy', format: 'native' },
] as const;

/** "Write Custom-Field Manifest": `migmap manifest` into `manifest/`, beside migmap.json; nothing is connected to. */
export function registerManifest(context: MigmapContext): void {
  context.command('migmap.manifest', async (argument) => {
    const file = await mappingFile(argument);
    if (!file) return;
    const migmap = await workspaceOf(context, file);
    const title = 'Migmap: write the custom-field manifest as what?';
    const chosen = await window.showQuickPick(formats, { title });
    if (!chosen) return;
    const { root } = migmap;
    const out = join(root, 'manifest');
    const args = ['manifest', file.fsPath, '--format', chosen.format, '--out', out];
    const { exitCode, stdout, complaint } = await runCli(context, {
      args: [...args, '--workspace', root, ...toDestination(migmap)],
      root,
      secrets: {},
    });
    if (exitCode !== 0) throw new Problem(`The manifest could not be written. ${complaint}`);
    const [first, ...others] = stdout.split('\n').filter(Boolean);
    if (first === undefined) {
      void window.showInformationMessage('The mapping declares nothing that the destination must be given.');
      return;
    }
    await window.showTextDocument(await workspace.openTextDocument(Uri.file(first)), { preview: false });
    if (others.length > 0)
      void window.showInformationMessage(`${others.length + 1} files were written to ${out}.`);
  });
}
