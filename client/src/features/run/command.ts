import { ProgressLocation, window, workspace, type Uri } from 'vscode';
import { runCli } from '../../infrastructure/cli.ts';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { mappingFile } from '../../infrastructure/mapping-file.ts';
import { Problem } from '../../infrastructure/problem.ts';
import { workspaceOf, type MigmapWorkspace } from '../../infrastructure/workspace.ts';
import { openReport } from '../report/panel.ts';
import { storedSecrets } from '../secrets.ts';
import { chooseDestination } from './destination.ts';
import { advance, beforeStart, type RunProgress } from './progress.ts';

/** "Run Sandbox Migration": loads into a local or sandbox connection, shows each phase, and opens the report. */
export function registerRun(context: MigmapContext): void {
  context.command('migmap.runSandbox', async (argument) => {
    const file = await mappingFile(argument);
    if (!file) return;
    const migmap = await workspaceOf(context, file);
    const destination = await chooseDestination(migmap);
    if (destination) await run(context, { file, migmap, destination, options: configuredOptions() });
  });
}

interface Run {
  readonly file: Uri;
  readonly migmap: MigmapWorkspace;
  readonly destination: string;
  /** `--hold-unmatched`, `--resume`. */
  readonly options: readonly string[];
}

async function run(context: MigmapContext, { file, migmap, destination, options }: Run): Promise<void> {
  const { runEvent } = await import('@migmap/engine/run/events');
  const secrets = await storedSecrets(context, migmap);
  let state: RunProgress = beforeStart;
  const title = `Migmap → ${destination}`;
  const result = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) =>
      runCli(context, {
        args: [
          'run',
          file.fsPath,
          '--to',
          destination,
          '--format',
          'json',
          '--workspace',
          migmap.root,
          ...options,
        ],
        root: migmap.root,
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
  const report = state.end?.report?.html;
  if (report && workspace.getConfiguration('migmap').get('run.openReport', true)) await openReport(report);
  const again = (extra: string) => () =>
    run(context, { file, migmap, destination, options: [...new Set([...options, extra])] });
  conclude(result.exitCode, state, result.complaint, { again, report });
}

interface Conclusion {
  readonly again: (extra: string) => () => Promise<void>;
  readonly report: string | undefined;
}

/** The exit codes of `migmap run`. */
function conclude(
  exitCode: number,
  state: RunProgress,
  complaint: string,
  { again, report }: Conclusion,
): void {
  const summary = Object.entries<number>(state.end?.counts ?? {})
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count.toLocaleString('en-US')} ${name}`)
    .join(', ');
  switch (exitCode) {
    case 0:
      void say(window.showInformationMessage, `Every record is accounted for: ${summary}.`, report);
      return;
    case 2: {
      const reasons = state.closedGates.flatMap((g) => [
        `The ${g.gate} gate is closed.`,
        ...g.reasons.slice(0, 3),
      ]);
      const remedies = state.closedGates.flatMap((g) => g.remedy ?? []);
      const owners = state.closedGates.every((g) => g.gate === 'owners');
      throw new Problem(
        [...reasons, ...remedies].join(' ') || complaint || 'A gate is closed.',
        owners ? [{ title: 'Load the rest, hold theirs', run: again('--hold-unmatched') }] : [],
      );
    }
    case 3:
      void say(window.showWarningMessage, `Finished; some records wait for a person: ${summary}.`, report);
      return;
    case 4:
      throw new Problem('Interrupted. Nothing is lost, and nothing will be loaded twice.', [
        { title: 'Resume', run: again('--resume') },
      ]);
    default:
      throw new Problem(`The run could not be made. ${complaint}`);
  }
}

async function say(
  show: typeof window.showInformationMessage,
  message: string,
  report: string | undefined,
): Promise<void> {
  const chosen = await show(message, ...(report ? ['Open Report'] : []));
  if (chosen === 'Open Report' && report) await openReport(report);
}

function configuredOptions(): string[] {
  return workspace.getConfiguration('migmap').get('run.holdUnmatched', false) ? ['--hold-unmatched'] : [];
}

function tryJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
