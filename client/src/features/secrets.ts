import { Uri, window } from 'vscode';
import { anyFile } from '../infrastructure/any-file.ts';
import type { MigmapContext } from '../infrastructure/context.ts';
import { workspaceOf, type MigmapWorkspace } from '../infrastructure/workspace.ts';

/** "Set Connection Secret": into the editor's secret storage, never into a file. */
export function registerSecrets(context: MigmapContext): void {
  context.command('migmap.setSecret', async (argument) => {
    const { root, connections } = await workspaceOf(context, anyFile(argument));
    const connection = await window.showQuickPick(
      connections.map((c) => ({ label: c.name, description: `${c.system} ${c.stage ?? ''}`, c })),
      { title: 'Migmap: secret of which connection?' },
    );
    if (!connection) return;
    const secret = await window.showQuickPick(
      Object.entries(connection.c.secretVariables).map(([label, variable]) => ({
        label,
        description: variable,
        variable,
      })),
      { title: `Which secret of ${connection.label}?` },
    );
    if (!secret) return;
    const value = await window.showInputBox({
      title: `${connection.label}: ${secret.label}`,
      prompt: 'Kept in the editor’s secret storage. Leave empty to forget it.',
      password: true,
      ignoreFocusOut: true,
    });
    if (value === undefined) return;
    const key = secretKey(root, secret.variable);
    if (value === '') await context.extension.secrets.delete(key);
    else await context.extension.secrets.store(key, value);
  });
}

/** The stored secrets of the workspace's connections, by environment variable. */
export async function storedSecrets(
  context: MigmapContext,
  { root, connections }: MigmapWorkspace,
): Promise<Record<string, string>> {
  const variables = connections.flatMap((c) => Object.values(c.secretVariables));
  const found = await Promise.all(
    variables.map(
      async (name) => [name, await context.extension.secrets.get(secretKey(root, name))] as const,
    ),
  );
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Two workspaces may both have a connection called "sandbox". */
function secretKey(root: string, variable: string): string {
  return `${Uri.file(root).toString()} ${variable}`;
}
