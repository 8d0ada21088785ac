import {
  ConfigurationTarget,
  StatusBarAlignment,
  ThemeColor,
  window,
  workspace,
  type StatusBarItem,
} from 'vscode';
import type { ConnectionInfo } from '@migmap/server/protocol';
import { anyFile } from '../infrastructure/any-file.ts';
import type { MigmapContext } from '../infrastructure/context.ts';
import { Problem } from '../infrastructure/problem.ts';
import { workspaceOf, type MigmapWorkspace } from '../infrastructure/workspace.ts';

const setting = 'destination';

/** "Switch Destination": against which connection's schema mappings are checked and previewed; shown in the status bar. */
export function registerDestination(context: MigmapContext): void {
  const item = window.createStatusBarItem('migmap.destination', StatusBarAlignment.Right, 90);
  item.name = 'Migmap Destination';
  item.command = 'migmap.switchDestination';
  const refresh = () => context.guard(() => show(context, item));
  context.extension.subscriptions.push(
    item,
    window.onDidChangeActiveTextEditor(refresh),
    workspace.onDidSaveTextDocument(({ fileName }) => {
      if (fileName.endsWith('migmap.json')) refresh();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`migmap.${setting}`)) refresh();
    }),
  );
  refresh();

  context.command('migmap.switchDestination', async (argument) => {
    const migmap = await workspaceOf(context, anyFile(argument));
    const chosen = await choose(migmap);
    if (chosen === undefined) return;
    await workspace.getConfiguration('migmap').update(setting, chosen, ConfigurationTarget.Workspace);
  });
}

async function show(context: MigmapContext, item: StatusBarItem): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== 'migmap' || document.uri.scheme !== 'file') return item.hide();
  const result = await context.language.workspaceOf(document.uri);
  if ('problem' in result || result.destination === undefined) return item.hide();
  const connection = result.connections.find(({ name }) => name === result.destination);
  item.text = `$(plug) ${result.destination}`;
  item.tooltip = `Mappings are checked against ${described(connection)}. Click to switch.`;
  item.backgroundColor = isProduction(connection)
    ? new ThemeColor('statusBarItem.warningBackground')
    : undefined;
  item.show();
}

/** The name of a connection, or nothing for the one of `migmap.json`. */
async function choose({ connections, source, destination }: MigmapWorkspace): Promise<string | undefined> {
  const system = connections.find(({ name }) => name === destination)?.system;
  const candidates = connections.filter(
    (c) => c.name !== source && (system === undefined || c.system === system),
  );
  if (candidates.length === 0)
    throw new Problem('migmap.json names no connection that a mapping could load into.');
  const items = candidates.map((c) => ({
    label: c.name,
    description: described(c),
    picked: c.name === destination,
  }));
  const title = 'Migmap: check mappings against which destination?';
  return (await window.showQuickPick(items, { title }))?.label;
}

const isProduction = (connection: ConnectionInfo | undefined): boolean =>
  connection !== undefined && (connection.stage ?? 'production') === 'production';

const described = (connection: ConnectionInfo | undefined): string =>
  connection
    ? `${connection.system} · ${connection.stage ?? 'production'}`
    : 'a connection that is not there';
