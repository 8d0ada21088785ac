import { readFile } from 'node:fs/promises';
import { ViewColumn, window } from 'vscode';

/** Shows a run's HTML report beside the mapping. The page is self-contained; nothing in it may run or be fetched. */
export async function openReport(file: string): Promise<void> {
  const html = await readFile(file, 'utf8');
  const panel = window.createWebviewPanel('migmap.report', 'Migration Report', ViewColumn.Active, {
    enableScripts: false,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panel.webview.html = locked(html);
}

/** Adds a content security policy as the first thing in the head. */
export function locked(html: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">`;
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + policy) : policy + html;
}
