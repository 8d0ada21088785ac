import { ViewColumn, window, type WebviewPanel } from 'vscode';
import type { PreviewReport } from '@migmap/engine/preview/types';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { openPlace } from '../../infrastructure/open-place.ts';
import { pageFolder, partsOf } from '../../infrastructure/page-parts.ts';
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
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const panel = window.createWebviewPanel('migmap.preview', `Preview: ${name}`, column, {
    enableScripts: true,
    enableFindWidget: true,
    localResourceRoots: [pageFolder(context.extension)],
    retainContextWhenHidden: false,
  });
  panel.onDidDispose(options.onClose);
  panel.webview.onDidReceiveMessage(async (message: PreviewMessage) => {
    if (message.kind === 'refresh') options.onRefresh();
    else await openLine(options.root, message.line, panel);
  });
  return {
    show(report) {
      panel.webview.html = previewPage(report, partsOf(context.extension, panel.webview, 'preview'));
      panel.reveal(undefined, true);
    },
  };
}

/** `main.migmap:41` */
async function openLine(root: string, text: string, panel: WebviewPanel): Promise<void> {
  const [, file, line] = /^(.*):(\d+)$/.exec(text) ?? [];
  if (file !== undefined) await openPlace(root, { file, line: Number(line) }, panel);
}
