import { Uri, window, workspace } from 'vscode';
import { Problem } from './problem.ts';

/** Most `.migmap` files that a folder is searched for. */
const limit = 50;

/**
 * The mapping a command is about: the one it was called on, else the one in the active editor, else the person's choice.
 * Saved first, since the command line reads it from disk. `undefined` where the person chose none.
 */
export async function mappingFile(argument: Uri | undefined): Promise<Uri | undefined> {
  const file = argument ?? activeMapping() ?? (await chooseMapping());
  if (file === undefined) return undefined;
  const document = await workspace.openTextDocument(file);
  if (document.isDirty && !(await document.save())) {
    throw new Problem(
      `${workspace.asRelativePath(file)} could not be saved; the command line reads it from disk.`,
    );
  }
  return file;
}

function activeMapping(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'migmap' && document.uri.scheme === 'file' ? document.uri : undefined;
}

async function chooseMapping(): Promise<Uri | undefined> {
  const found = await workspace.findFiles('**/*.migmap', '**/{node_modules,dist,out}/**', limit);
  const migrations = await Promise.all(
    found.map(async (uri) => ((await startsMigration(uri)) ? uri : undefined)),
  );
  const files = migrations.filter((uri) => uri !== undefined);
  if (files.length === 0) {
    throw new Problem(
      'No .migmap file with a `migration` statement in this folder. Open one, or create one first.',
    );
  }
  if (files.length === 1) return files[0];
  const items = files.map((uri) => ({ label: workspace.asRelativePath(uri), uri }));
  return (await window.showQuickPick(items, { title: 'Migmap: which mapping?' }))?.uri;
}

/** Files that only hold tables and fragments for others cannot be run. */
async function startsMigration(uri: Uri): Promise<boolean> {
  return /^\s*migration\s/m.test(new TextDecoder().decode(await workspace.fs.readFile(uri)));
}
