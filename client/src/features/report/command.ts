import { window } from 'vscode';
import { runCli } from '../../infrastructure/cli.ts';
import { anyFile } from '../../infrastructure/any-file.ts';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { Problem } from '../../infrastructure/problem.ts';
import { workspaceOf } from '../../infrastructure/workspace.ts';
import type { ReportViewer } from './panel.ts';

/** "Open Report": of a run that the person picks, the latest first. */
export function registerReport(context: MigmapContext, openReport: ReportViewer): void {
  context.command('migmap.openReport', async (argument) => {
    const { root } = await workspaceOf(context, anyFile(argument));
    const items = (await reports(context, root)).map(({ run, state, destination, startedAt, html }) => ({
      label: run,
      description: `${state} · ${destination} · ${new Date(startedAt).toLocaleString()}`,
      html,
    }));
    if (items.length === 0) throw new Problem('No run has made a report here yet. Run the migration first.');
    const title = 'Migmap: report of which run?';
    const chosen = items.length === 1 ? items[0] : await window.showQuickPick(items, { title });
    if (chosen) await openReport(chosen.html);
  });
}

async function reports(context: MigmapContext, root: string) {
  const { runsResult } = await import('@migmap/cli/json/runs');
  const result = await runCli(context, {
    args: ['runs', '--format', 'json', '--workspace', root],
    root,
    secrets: {},
  });
  if (result.exitCode !== 0) throw new Problem(`The runs could not be listed. ${result.complaint}`);
  const { runs } = runsResult.parse(JSON.parse(result.stdout));
  return runs.toReversed().flatMap((run) => (run.report ? [{ ...run, html: run.report.html }] : []));
}
