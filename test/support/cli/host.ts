/** A process that runs one command after another, each as if it were alone: its folder, its environment, its streams, its end. */
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '@migmap/cli/command-line';
import { processIo } from '@migmap/cli/io';

export interface HostedCommand {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly umask?: number | undefined;
}

// What a command starts of its own (an emulator) is started from the command line's entry.
process.argv[1] = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

const printed = { out: '', err: '' };
capture(process.stdout, 'out');
capture(process.stderr, 'err');

process.on('disconnect', () => process.exit());
process.on('message', (command: HostedCommand) => void run(command));

async function run({ args, cwd, env, umask }: HostedCommand): Promise<void> {
  Object.assign(printed, { out: '', err: '' });
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  const usual = process.umask(umask ?? process.umask());
  const before = process.listeners('exit');
  const code = await runCommandLine(processIo(new AbortController().signal), args);
  for (const atExit of process.listeners('exit').filter((listener) => !before.includes(listener))) {
    process.off('exit', atExit);
    atExit.call(process, code);
  }
  process.removeAllListeners('SIGHUP');
  process.umask(usual);
  process.chdir('/');
  process.send!({ code, ...printed });
}

function capture(stream: NodeJS.WriteStream, name: keyof typeof printed): void {
  stream.write = (text: string | Uint8Array) => {
    printed[name] += typeof text === 'string' ? text : Buffer.from(text).toString();
    return true;
  };
}
