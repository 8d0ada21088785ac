import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { workspace, type CancellationToken } from 'vscode';
import type { MigmapContext } from './context.ts';
import { nodeEnvironment, nodeFlags } from './node-flags.ts';
import { Problem } from './problem.ts';

export interface CliCall {
  /** `run`, `FILE`, `--to` …; never a secret: arguments can be read by others on the machine. */
  readonly args: readonly string[];
  /** Folder of `migmap.json`. */
  readonly root: string;
  /** Secrets, by environment variable. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Cancelling interrupts the command line as Ctrl-C does: it ends in order and can be resumed. */
  readonly token?: CancellationToken;
  /** Called with each line of standard output as it comes. */
  onLine?(line: string): void;
}

export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  /** What it said on standard error, the last lines of it. */
  readonly complaint: string;
}

/** Runs `migmap …` with the editor's own Node, or that of the setting `migmap.node.path`. */
export async function runCli(context: MigmapContext, call: CliCall): Promise<CliResult> {
  const node = workspace.getConfiguration('migmap').get<string>('node.path') || process.execPath;
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const child = spawn(node, [...nodeFlags, context.extension.asAbsolutePath('dist/cli.mjs'), ...call.args], {
    cwd: call.root,
    env: { ...nodeEnvironment, ...environment, ...call.secrets, ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  context.log.info(`migmap ${call.args.join(' ')}  (in ${call.root}, process ${child.pid})`);

  const interrupt = call.token?.onCancellationRequested(() => child.kill('SIGINT'));
  const stdout: string[] = [];
  const stderr: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (call.onLine) call.onLine(line);
    else stdout.push(line);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    context.log.info(line);
    stderr.push(line);
    if (stderr.length > 20) stderr.shift();
  });
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.on('error', (error) =>
        reject(new Problem(`The command line could not be started with ${node}: ${error.message}`)),
      );
      child.on('close', (code, signal) => resolve(code ?? (signal ? 4 : 1)));
    });
    context.log.info(`migmap ${call.args[0]} ended with ${exitCode}`);
    return { exitCode, stdout: stdout.join('\n'), complaint: stderr.join('\n') };
  } finally {
    interrupt?.dispose();
  }
}
