import { ProgressLocation, window } from 'vscode';
import type { RunsResult } from '@migmap/cli/json/runs';
import type { Verification } from '@migmap/engine/verify/types';
import { anyFile } from '../../infrastructure/any-file.ts';
import { runCli } from '../../infrastructure/cli.ts';
import type { MigmapContext } from '../../infrastructure/context.ts';
import { Problem } from '../../infrastructure/problem.ts';
import { workspaceOf, type MigmapWorkspace } from '../../infrastructure/workspace.ts';
import { storedSecrets } from '../secrets.ts';

type Run = RunsResult['runs'][number];

/** "Sign Off Run": reads a finished run back, shows what it found, and signs with the name that the person gives. */
export function registerSignOff(context: MigmapContext): void {
  context.command('migmap.signOff', async (argument) => {
    const migmap = await workspaceOf(context, anyFile(argument));
    const run = await chooseRun(context, migmap);
    if (run === undefined) return;
    const told = await verify(context, migmap, run);
    if (told === undefined) return;
    const accept = told.clean ? [] : await acceptance(told);
    if (accept === undefined) return;
    const by = await window.showInputBox({
      title: `Sign off run ${run.run}`,
      prompt: `What was loaded into ${run.destination} is accepted by:`,
      placeHolder: 'Name',
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === '' ? 'A sign-off needs a name.' : undefined),
    });
    if (by === undefined) return;
    await call(context, migmap, ['signoff', run.run, '--by', by, ...accept]);
    void window.showInformationMessage(`Run ${run.run} is signed off by ${by.trim()}.`);
  });
}

async function chooseRun(context: MigmapContext, migmap: MigmapWorkspace): Promise<Run | undefined> {
  const { runsResult } = await import('@migmap/cli/json/runs');
  const { runs } = runsResult.parse(JSON.parse(await call(context, migmap, ['runs'])));
  const ended = runs.toReversed().filter((r) => r.state === 'complete' || r.state === 'incomplete');
  if (ended.length === 0)
    throw new Problem('No run has come to its end here yet. Run the migration into a sandbox first.');
  const items = ended.map((run) => ({
    label: run.run,
    description: `${run.state} · ${run.destination} · ${new Date(run.startedAt).toLocaleString()}`,
    run,
  }));
  return (await window.showQuickPick(items, { title: 'Migmap: sign off which run?' }))?.run;
}

/** `undefined` where the person has stopped it. */
async function verify(
  context: MigmapContext,
  migmap: MigmapWorkspace,
  { run }: Run,
): Promise<Verification | undefined> {
  const { verification } = await import('@migmap/engine/verify/types');
  const secrets = await storedSecrets(context, migmap);
  const { root } = migmap;
  const args = ['verify', run, '--format', 'json', '--workspace', root];
  const location = ProgressLocation.Notification;
  const title = `Migmap: reading back what run ${run} has loaded`;
  const { exitCode, stdout, complaint } = await window.withProgress(
    { location, title, cancellable: true },
    (_, token) => runCli(context, { args, root, secrets, token }),
  );
  if (exitCode === 4) return undefined;
  if (exitCode !== 0 && exitCode !== 3) throw new Problem(`Run ${run} could not be verified. ${complaint}`);
  return verification.parse(JSON.parse(stdout));
}

/** The person's reason to sign all the same, as an option; `undefined` where they step back. */
async function acceptance({ run, problems }: Verification): Promise<string[] | undefined> {
  const why = 'Accept with a Reason …';
  const detail = problems.slice(0, 10).join('\n');
  const message = `The verification of run ${run} found differences.`;
  if ((await window.showWarningMessage(message, { modal: true, detail }, why)) !== why) return undefined;
  const reason = await window.showInputBox({
    title: `Accept the differences of run ${run}`,
    prompt: 'Why they are accepted; it stands in the sign-off.',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'The sign-off says why they are accepted.' : undefined),
  });
  return reason === undefined ? undefined : ['--accept', reason];
}

async function call(context: MigmapContext, { root }: MigmapWorkspace, args: string[]): Promise<string> {
  const result = await runCli(context, {
    args: [...args, '--format', 'json', '--workspace', root],
    root,
    secrets: {},
  });
  if (result.exitCode !== 0) throw new Problem(result.complaint);
  return result.stdout;
}
