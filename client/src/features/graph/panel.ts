import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, window } from 'vscode';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { openPlace } from '../../infrastructure/open-place.ts';
import type { GraphMessage } from './messages.ts';
import { graphPage } from './page.ts';

export interface GraphPanel {
  show(svg: string): void;
}

export interface GraphPanelOptions {
  readonly name: string;
  /** Folder that the links of the graph are relative to. */
  readonly root: string;
  readonly onRefresh: () => void;
  readonly onClose: () => void;
}

/** The load order beside the mapping. */
export function createGraphPanel(context: MigmapContext, options: GraphPanelOptions): GraphPanel {
  const { name, root } = options;
  const resources = Uri.joinPath(context.extension.extensionUri, 'dist', 'webview');
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const panel = window.createWebviewPanel('migmap.graph', `Load Order: ${name}`, column, {
    enableScripts: true,
    localResourceRoots: [resources],
  });
  panel.onDidDispose(options.onClose);
  panel.webview.onDidReceiveMessage((message: GraphMessage) => {
    if (message.kind === 'refresh') return options.onRefresh();
    const [, file, line] = /^(.*)#L(\d+)$/.exec(message.link) ?? [];
    if (file !== undefined) context.guard(() => openPlace(root, { file, line: Number(line) }, panel));
  });
  const asset = (file: string) => panel.webview.asWebviewUri(Uri.joinPath(resources, file)).toString();
  return {
    show(svg) {
      panel.webview.html = graphPage({
        name,
        svg,
        nonce: randomBytes(16).toString('base64'),
        cspSource: panel.webview.cspSource,
        script: asset('graph.js'),
        style: asset('graph-style.css'),
      });
      panel.reveal(undefined, true);
    },
  };
}
