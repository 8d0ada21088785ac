import { commands, type Uri } from 'vscode';
import type { WorkspaceResult } from '@migmap/server/protocol';
import type { MigmapContext } from './context.ts';
import { Problem } from './problem.ts';

export type MigmapWorkspace = Exclude<WorkspaceResult, { problem: string }>;

/** The workspace that a file belongs to; a faulty or missing `migmap.json` is a problem to show. */
export async function workspaceOf(context: MigmapContext, file: Uri): Promise<MigmapWorkspace> {
  const result = await context.language.workspaceOf(file);
  if ('problem' in result) throw new Problem(result.problem, result.missing ? [start] : []);
  return result;
}

const start = {
  title: 'Start a Migration',
  run: async () => commands.executeCommand<void>('migmap.start'),
};

/** `--to` with the destination that the editor checks against, so that commands are about the same. */
export const toDestination = ({ destination }: MigmapWorkspace): readonly string[] =>
  destination === undefined ? [] : ['--to', destination];
