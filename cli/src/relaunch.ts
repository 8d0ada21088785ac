/** `node dist/cli.mjs`, started bare: it starts itself again with the limits that the launcher and the editor give it. */
import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { nodeEnvironment, nodeFlags } from './node-flags.ts';

/** The exit code of the process that did the work, or `undefined` where this one is to do it. */
export async function relaunched(): Promise<number | undefined> {
  const [, script = '', ...args] = process.argv;
  const bounded = process.execArgv.some((flag) => flag.startsWith('--max-semi-space-size'));
  // From its sources it is started by tests and by those who debug it.
  if (bounded || basename(script) !== 'cli.mjs' || process.send !== undefined) return undefined;
  const child = spawn(process.execPath, [...process.execArgv, ...nodeFlags, script, ...args], {
    stdio: 'inherit',
    env: { ...nodeEnvironment, ...process.env },
  });
  // A terminal sends Ctrl-C to both processes; a signal sent to this one alone has to be passed on.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
