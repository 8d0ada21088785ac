import { join } from 'node:path';
import { Range, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';

/** Opens a line of a mapping beside the panel that named it. `root` is the folder that `file` is relative to. */
export async function openPlace(
  root: string,
  { file, line }: { readonly file: string; readonly line: number },
  panel: WebviewPanel,
): Promise<void> {
  const start = line - 1;
  const beside = panel.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
  await window.showTextDocument(Uri.file(join(root, file)), {
    viewColumn: beside,
    selection: new Range(start, 0, start, 0),
  });
}
