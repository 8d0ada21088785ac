import { workspace, type Uri } from 'vscode';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { mappingFile } from '../../infrastructure/mapping-file.ts';
import { workspaceOf, type MigmapWorkspace } from '../../infrastructure/workspace.ts';
import type { ReportViewer } from '../report/panel.ts';
import { chooseProduction, chooseRehearsal } from './destination.ts';
import { run } from './run.ts';

/**
 * "Run Sandbox Migration" and "Run Production Migration": load, show each phase, and open the report; "Run Delta into
 * Sandbox" does so with what has changed in the source since.
 */
export function registerRun(context: MigmapContext, openReport: ReportViewer): void {
  const load = async (
    argument: Uri | undefined,
    choose: (migmap: MigmapWorkspace) => Promise<string | undefined>,
    given: (destination: string) => readonly string[],
  ): Promise<void> => {
    const file = await mappingFile(argument);
    if (!file) return;
    const migmap = await workspaceOf(context, file);
    const destination = await choose(migmap);
    if (destination === undefined) return;
    const hold = workspace.getConfiguration('migmap', file).get('run.holdUnmatched', false);
    const options = [...given(destination), ...(hold ? ['--hold-unmatched'] : [])];
    await run(context, { file, migmap, destination, options, openReport });
  };
  context.command('migmap.runSandbox', (argument) => load(argument, chooseRehearsal, () => []));
  context.command('migmap.runDelta', (argument) => load(argument, chooseRehearsal, () => ['--delta']));
  context.command('migmap.runProduction', (argument) =>
    load(argument, chooseProduction, (name) => ['--confirm', name]),
  );
}
