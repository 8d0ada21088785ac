import { ProgressLocation, window, workspace, type Uri } from 'vscode';
import { runCli } from '../../infrastructure/cli.ts';
import type { MigmapContext } from '../../infrastructure/context.ts';
import type { MigmapWorkspace } from '../../infrastructure/workspace.ts';
import type { ReportViewer } from '../report/panel.ts';
import { storedSecrets } from '../secrets.ts';
import { conclude } from './conclude.ts';
import { advance, beforeStart, type RunProgress } from './progress.ts';

export interface Run {
  readonly file: Uri;
  readonly migmap: MigmapWorkspace;
  readonly destination: string;
  /** `--hold-unmatched`, `--resume`. */
  readonly options: readonly string[];
  readonly openReport: ReportViewer;
}

/** Runs the command line to its end, then says what came of it and offers the next step. */
export async function run(context: MigmapContext, asked: Run): Promise<void> {
  const { file, options, openReport } = asked;
  const { exitCode, complaint, state } = await load(context, asked);
  const report = state.end?.report?.html;
  const open = report === undefined ? undefined : () => openReport(report);
  if (open && workspace.getConfiguration('migmap', file).get('run.openReport', true)) await open();
  const again = (option: string) => run(context, { ...asked, options: [...new Set([...options, option])] });
  conclude({ exitCode, complaint, state }, { again, open });
}

async function load(context: MigmapContext, { file, migmap, destination, options }: Run) {
  const { runEvent } = await import('@migmap/engine/run/events');
  const secrets = await storedSecrets(context, migmap);
  const { root } = migmap;
  let state: RunProgress = beforeStart;
  const location = ProgressLocation.Notification;
  const title = `Migmap → ${destination}`;
  const result = await window.withProgress({ location, title, cancellable: true }, (progress, token) =>
    runCli(context, {
      args: ['run', file.fsPath, '--to', destination, '--format', 'json', '--workspace', root, ...options],
      root,
      secrets,
      token,
      onLine: (line) => {
        const event = runEvent.safeParse(tryJson(line));
        if (!event.success) {
          context.log.warn(`Not an event of a run: ${line}`);
          return;
        }
        const next = advance(state, event.data);
        progress.report({ message: next.message, increment: next.percent - state.percent });
        state = next;
      },
    }),
  );
  return { ...result, state };
}

function tryJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
