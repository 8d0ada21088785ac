import { workspace } from 'vscode';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { mappingFile } from '../../infrastructure/mapping-file.ts';
import { workspaceOf } from '../../infrastructure/workspace.ts';
import type { ReportViewer } from '../report/panel.ts';
import { chooseDestination } from './destination.ts';
import { run } from './run.ts';

/** "Run Sandbox Migration": loads into a local or sandbox connection, shows each phase, and opens the report. */
export function registerRun(context: MigmapContext, openReport: ReportViewer): void {
  context.command('migmap.runSandbox', async (argument) => {
    const file = await mappingFile(argument);
    if (!file) return;
    const migmap = await workspaceOf(context, file);
    const destination = await chooseDestination(migmap);
    if (destination === undefined) return;
    const hold = workspace.getConfiguration('migmap', file).get('run.holdUnmatched', false);
    await run(context, { file, migmap, destination, options: hold ? ['--hold-unmatched'] : [], openReport });
  });
}
