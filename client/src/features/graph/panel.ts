import { ViewColumn, window } from 'vscode';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { openPlace } from '../../infrastructure/open-place.ts';
import { pageFolder, partsOf } from '../../infrastructure/page-parts.ts';
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
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const panel = window.createWebviewPanel('migmap.graph', `Load Order: ${name}`, column, {
    enableScripts: true,
    localResourceRoots: [pageFolder(context.extension)],
  });
  panel.onDidDispose(options.onClose);
  panel.webview.onDidReceiveMessage((message: GraphMessage) => {
    if (message.kind === 'refresh') return options.onRefresh();
    const [, file, line] = /^(.*)#L(\d+)$/.exec(message.link) ?? [];
    if (file !== undefined) context.guard(() => openPlace(root, { file, line: Number(line) }, panel));
  });
  return {
    show(svg) {
      panel.webview.html = graphPage(name, svg, partsOf(context.extension, panel.webview, 'graph'));
      panel.reveal(undefined, true);
    },
  };
}
