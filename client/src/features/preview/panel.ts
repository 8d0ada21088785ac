import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import type { PreviewReport } from '@migmap/engine/preview/types';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { openPlace } from '../../infrastructure/open-place.ts';
import type { PreviewMessage } from './messages.ts';
import { previewPage } from './page.ts';

export interface PreviewPanel {
  show(report: PreviewReport): void;
}

export interface PanelOptions {
  /** Folder that the lines of the report are relative to. */
  readonly root: string;
  readonly onRefresh: () => void;
  readonly onClose: () => void;
}

/** The preview beside the mapping. One panel serves all previews of a mapping. */
export function createPanel(context: MigmapContext, name: string, options: PanelOptions): PreviewPanel {
  const resources = Uri.joinPath(context.extension.extensionUri, 'dist', 'webview');
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const panel = window.createWebviewPanel('migmap.preview', `Preview: ${name}`, column, {
    enableScripts: true,
    enableFindWidget: true,
    localResourceRoots: [resources],
    retainContextWhenHidden: false,
  });
  panel.onDidDispose(options.onClose);
  panel.webview.onDidReceiveMessage(async (message: PreviewMessage) => {
    if (message.kind === 'refresh') options.onRefresh();
    else await openLine(options.root, message.line, panel);
  });
  const asset = (file: string) => panel.webview.asWebviewUri(Uri.joinPath(resources, file)).toString();
  return {
    show(report) {
      panel.webview.html = previewPage(report, {
        nonce: randomBytes(16).toString('base64'),
        cspSource: panel.webview.cspSource,
        script: asset('preview.js'),
        style: asset('preview-style.css'),
      });
      panel.reveal(undefined, true);
    },
  };
}

/** `main.migmap:41` */
async function openLine(root: string, text: string, panel: WebviewPanel): Promise<void> {
  const [, file, line] = /^(.*):(\d+)$/.exec(text) ?? [];
  if (file !== undefined) await openPlace(root, { file, line: Number(line) }, panel);
}
