import { window, workspace, type Uri } from 'vscode';
import { Problem } from './problem.ts';

/** A file or folder by which the workspace can be found: the one given, the active editor's, or the open folder. */
export function anyFile(argument: Uri | undefined): Uri {
  const active = window.activeTextEditor?.document.uri;
  const uri = argument ?? (active?.scheme === 'file' ? active : workspace.workspaceFolders?.[0]?.uri);
  if (!uri) throw new Problem('Open the folder that holds migmap.json first.');
  return uri;
}
