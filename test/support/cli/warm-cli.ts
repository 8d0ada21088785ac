import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HostedCommand } from './host.ts';
import type { CliEnd, CliSurroundings } from './run-cli.ts';

const host = fileURLToPath(new URL('host.ts', import.meta.url));
const idle: ChildProcess[] = [];

/**
 * Runs a command in a process that has loaded the command line already, which takes a fifth of the time. Whatever is about
 * processes (signals, limits, what is kept in memory between two commands) is asked of `runCli`.
 */
export async function warmCli(
  args: readonly string[],
  cwd: string,
  { env = {}, umask }: Pick<CliSurroundings, 'env'> & Pick<HostedCommand, 'umask'> = {},
): Promise<CliEnd> {
  const child = idle.pop() ?? started();
  hold(child);
  const command: HostedCommand = { args, cwd, env: { ...process.env, ...env }, umask };
  const end = await new Promise<CliEnd>((settle, reject) => {
    const died = (code: number | null) => reject(new Error(`migmap ${args.join(' ')} ended with ${code}`));
    child.once('exit', died);
    child.once('message', (message: CliEnd) => {
      child.off('exit', died);
      settle(message);
    });
    child.send(command);
  });
  letGo(child);
  idle.push(child);
  return end;
}

function started(): ChildProcess {
  return fork(host, {
    execArgv: ['--conditions=migmap-source', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** An idle one keeps nobody from ending, and ends with who started it. */
function letGo(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}
