import { readFile } from 'node:fs/promises';
import { ViewColumn, window, type WebviewPanel } from 'vscode';
import { lockedPage } from './locked-page.ts';

/** Shows a run's HTML report, which is self-contained. */
export type ReportViewer = (file: string) => Promise<void>;

/** One panel shows all reports, the last one asked for. */
export function createReportViewer(): ReportViewer {
  let panel: WebviewPanel | undefined;
  return async (file) => {
    const html = lockedPage(await readFile(file, 'utf8'));
    panel ??= createPanel(() => (panel = undefined));
    panel.webview.html = html;
    panel.reveal();
  };
}

function createPanel(onClose: () => void): WebviewPanel {
  const panel = window.createWebviewPanel('migmap.report', 'Migration Report', ViewColumn.Active, {
    enableScripts: false,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panel.onDidDispose(onClose);
  return panel;
}
