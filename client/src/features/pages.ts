import { EventEmitter, workspace, type Uri } from 'vscode';
import { pageScheme } from '@migmap/server/protocol';
import type { MigmapContext } from '../infrastructure/context.ts';

/** Pages of discovered objects, where "Go to Definition" leads. They are read only, and follow the snapshots on disk. */
export function registerPages({ extension, language }: MigmapContext): void {
  const changed = new EventEmitter<Uri>();
  const refresh = () => {
    for (const { uri } of workspace.textDocuments) if (uri.scheme === pageScheme) changed.fire(uri);
  };
  const snapshots = workspace.createFileSystemWatcher('**/schemas/*/*.json');
  extension.subscriptions.push(
    changed,
    snapshots,
    snapshots.onDidChange(refresh),
    snapshots.onDidDelete(refresh),
    workspace.registerTextDocumentContentProvider(pageScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => language.page(uri),
    }),
  );
}
