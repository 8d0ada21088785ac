import { readFile } from 'node:fs/promises';
import { ViewColumn, window } from 'vscode';
import { lockedPage } from './locked-page.ts';

/** Shows a run's HTML report, which is self-contained. */
export async function openReport(file: string): Promise<void> {
  const html = await readFile(file, 'utf8');
  const panel = window.createWebviewPanel('migmap.report', 'Migration Report', ViewColumn.Active, {
    enableScripts: false,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panel.webview.html = lockedPage(html);
}
