import { basename } from 'node:path';
import { ProgressLocation, window, workspace, type Uri } from 'vscode';
import type { PreviewReport } from '@migmap/engine/preview/types';
import { runCli } from '../../infrastructure/cli.ts';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { mappingFile } from '../../infrastructure/mapping-file.ts';
import { Problem } from '../../infrastructure/problem.ts';
import { toDestination, workspaceOf } from '../../infrastructure/workspace.ts';
import { storedSecrets } from '../secrets.ts';
import { createPanel, type PreviewPanel } from './panel.ts';

/** "Preview Sample Migration": a few records of each map, source beside destination; nothing is written. */
export function registerPreview(context: MigmapContext): void {
  const panels = new Map<string, PreviewPanel>();

  async function show(file: Uri): Promise<void> {
    const { root } = await workspaceOf(context, file);
    const report = await preview(context, file);
    if (!report) return;
    const key = file.toString();
    const panel =
      panels.get(key) ??
      createPanel(context, basename(file.fsPath), {
        root,
        onRefresh: () => context.guard(() => show(file)),
        onClose: () => panels.delete(key),
      });
    panels.set(key, panel);
    panel.show(report);
  }

  context.command('migmap.preview', async (argument) => {
    const file = await mappingFile(argument);
    if (file) await show(file);
  });
}

/** `undefined` where the person stopped it. */
async function preview(context: MigmapContext, file: Uri): Promise<PreviewReport | undefined> {
  const { previewReport } = await import('@migmap/engine/preview/types');
  const migmap = await workspaceOf(context, file);
  const sample = workspace.getConfiguration('migmap', file).get('preview.sample', 5);
  const secrets = await storedSecrets(context, migmap);
  const location = ProgressLocation.Notification;
  const title = `Previewing ${basename(file.fsPath)}`;
  return window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const result = await runCli(context, {
      args: [
        'preview',
        file.fsPath,
        '--sample',
        String(sample),
        '--format',
        'json',
        '--workspace',
        migmap.root,
        ...toDestination(migmap),
      ],
      root: migmap.root,
      secrets,
      token,
    });
    if (token.isCancellationRequested) return undefined;
    if (result.exitCode !== 0) throw new Problem(`The preview could not be made. ${result.complaint}`);
    return previewReport.parse(JSON.parse(result.stdout));
  });
}
