import { ProgressLocation, window } from 'vscode';
import { anyFile } from '../infrastructure/any-file.ts';
import { runCli } from '../infrastructure/cli.ts';
import type { MigmapContext } from '../infrastructure/context.ts';
import { Problem } from '../infrastructure/problem.ts';
import { workspaceOf } from '../infrastructure/workspace.ts';
import { storedSecrets } from './secrets.ts';

/** "Discover Schemas": writes `schemas/<connection>/`; the language server sees the files change and checks anew. */
export function registerDiscover(context: MigmapContext): void {
  context.command('migmap.discover', async (argument) => {
    const migmap = await workspaceOf(context, anyFile(argument));
    const chosen = await window.showQuickPick(
      migmap.connections.map((c) => ({
        label: c.name,
        description: [c.system, c.stage].filter(Boolean).join(' · '),
        picked: c.name === migmap.source || c.name === migmap.destination,
      })),
      { title: 'Migmap: discover the schemas of which connections?', canPickMany: true },
    );
    if (!chosen?.length) return;
    const names = chosen.map((c) => c.label);
    const title = `Discovering ${names.join(' and ')}`;
    const secrets = await storedSecrets(context, migmap);
    const location = ProgressLocation.Notification;
    const result = await window.withProgress({ location, title, cancellable: true }, (_, token) =>
      runCli(context, {
        args: ['discover', ...names, '--workspace', migmap.root],
        root: migmap.root,
        secrets,
        token,
      }),
    );
    if (result.exitCode !== 0) throw new Problem(`Discovery failed. ${result.complaint}`);
    void window.showInformationMessage(
      `Discovered ${names.join(' and ')}; open mappings are checked against it.`,
    );
  });
}
