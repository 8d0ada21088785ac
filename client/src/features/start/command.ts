import { basename } from 'node:path';
import { commands, Uri, window, workspace } from 'vscode';
import type { SystemInfo } from '@migmap/server/protocol';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { Problem } from '../../infrastructure/problem.ts';
import { startFiles } from './files.ts';

/** "Start a Migration": writes migmap.json and main.migmap into an open folder that has neither. */
export function registerStart(context: MigmapContext): void {
  context.command('migmap.start', async (argument) => {
    const folder = await chooseFolder(argument);
    if (!folder) return;
    await refuseToOverwrite(folder);
    const { sources, destinations } = await context.language.systems();
    const source = await chooseSystem('Migmap: from which system?', sources);
    if (!source) return;
    const exportPath = await window.showInputBox({
      title: `Migmap: where is the export of ${source.label}?`,
      prompt: 'Its folder or archive, relative to this folder or absolute. It may still be to come.',
      value: './export',
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === '' ? 'Say where it is or will be.' : undefined),
    });
    if (exportPath === undefined) return;
    const destination = await chooseSystem('Migmap: to which system?', destinations);
    if (!destination) return;

    const start = { folder: basename(folder.fsPath), source, destination, exportPath: exportPath.trim() };
    const files = Object.entries(startFiles(start));
    // Somebody else may have made one while the questions stood open.
    await refuseToOverwrite(folder);
    for (const [name, text] of files)
      await workspace.fs.writeFile(Uri.joinPath(folder, name), new TextEncoder().encode(text));
    await window.showTextDocument(Uri.joinPath(folder, 'main.migmap'));
    const next = 'Discover Schemas';
    const message = `Wrote ${files.map(([name]) => name).join(' and ')}. The destination is an emulated ${destination.label} on this machine; add the connection of a sandbox to migmap.json when you have one.`;
    void window.showInformationMessage(message, next).then((chosen) => {
      if (chosen === next) void commands.executeCommand('migmap.discover');
    });
  });
}

async function chooseFolder(argument: Uri | undefined): Promise<Uri | undefined> {
  if (argument) return argument;
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    const open = {
      title: 'Open Folder …',
      run: async () => commands.executeCommand<void>('vscode.openFolder'),
    };
    throw new Problem('Open the folder that the migration shall live in first.', [open]);
  }
  if (folders.length === 1) return folders[0]!.uri;
  return (await window.showWorkspaceFolderPick({ placeHolder: 'Migmap: start it in which folder?' }))?.uri;
}

async function refuseToOverwrite(folder: Uri): Promise<void> {
  const present = (await workspace.fs.readDirectory(folder)).map(([name]) => name);
  const taken = ['migmap.json', 'main.migmap'].find((name) => present.includes(name));
  if (taken === undefined) return;
  const open = {
    title: `Open ${taken}`,
    run: async () => void (await window.showTextDocument(Uri.joinPath(folder, taken))),
  };
  throw new Problem(`There is a ${taken} in ${basename(folder.fsPath)} already; nothing was written.`, [
    open,
  ]);
}

async function chooseSystem(title: string, systems: readonly SystemInfo[]): Promise<SystemInfo | undefined> {
  const items = systems.map((info) => ({ label: info.label, description: info.system, info }));
  return (await window.showQuickPick(items, { title, ignoreFocusOut: true }))?.info;
}
