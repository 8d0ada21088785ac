import { workspace, type Uri } from 'vscode';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { mappingFile } from '../../infrastructure/mapping-file.ts';
import { workspaceOf } from '../../infrastructure/workspace.ts';
import type { ReportViewer } from '../report/panel.ts';
import { chooseDestination } from './destination.ts';
import { run } from './run.ts';

/**
 * "Run Sandbox Migration" loads into a local or sandbox connection, shows each phase, and opens the report; "Run Delta into
 * Sandbox" does so with what has changed in the source since.
 */
export function registerRun(context: MigmapContext, openReport: ReportViewer): void {
  const start = async (argument: Uri | undefined, given: readonly string[]): Promise<void> => {
    const file = await mappingFile(argument);
    if (!file) return;
    const migmap = await workspaceOf(context, file);
    const destination = await chooseDestination(migmap);
    if (destination === undefined) return;
    const hold = workspace.getConfiguration('migmap', file).get('run.holdUnmatched', false);
    const options = [...given, ...(hold ? ['--hold-unmatched'] : [])];
    await run(context, { file, migmap, destination, options, openReport });
  };
  context.command('migmap.runSandbox', (argument) => start(argument, []));
  context.command('migmap.runDelta', (argument) => start(argument, ['--delta']));
}
