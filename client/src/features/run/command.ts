import { workspace, type Uri } from 'vscode';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { mappingFile } from '../../infrastructure/mapping-file.ts';
import { workspaceOf, type MigmapWorkspace } from '../../infrastructure/workspace.ts';
import type { ReportViewer } from '../report/panel.ts';
import { chooseProduction, chooseRehearsal } from './destination.ts';
import { run } from './run.ts';

/** "Run Sandbox Migration" and "Run Production Migration": load, show each phase, and open the report. */
export function registerRun(context: MigmapContext, openReport: ReportViewer): void {
  const load = async (
    argument: Uri | undefined,
    choose: (migmap: MigmapWorkspace) => Promise<string | undefined>,
    confirmed: (destination: string) => readonly string[],
  ): Promise<void> => {
    const file = await mappingFile(argument);
    if (!file) return;
    const migmap = await workspaceOf(context, file);
    const destination = await choose(migmap);
    if (destination === undefined) return;
    const hold = workspace.getConfiguration('migmap', file).get('run.holdUnmatched', false);
    const options = [...(hold ? ['--hold-unmatched'] : []), ...confirmed(destination)];
    await run(context, { file, migmap, destination, options, openReport });
  };
  context.command('migmap.runSandbox', (argument) => load(argument, chooseRehearsal, () => []));
  context.command('migmap.runProduction', (argument) =>
    load(argument, chooseProduction, (name) => ['--confirm', name]),
  );
}
