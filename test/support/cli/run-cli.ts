import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

export interface CliEnd {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliSurroundings {
  /** Shell commands before it, such as `ulimit -f 100`. */
  readonly under?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the command line from its sources, on pipes. */
export function startCli(
  args: readonly string[],
  cwd: string,
  { under = ':', env = {} }: CliSurroundings = {},
): { child: ChildProcess; end: Promise<CliEnd> } {
  const node = ['--conditions=migmap-source', '--disable-warning=ExperimentalWarning', main];
  const child = spawn('bash', ['-c', `${under}; exec "$@"`, 'bash', process.execPath, ...node, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const end = new Promise<CliEnd>((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code) => settle({ code, out, err }));
  });
  return { child, end };
}

export async function runCli(
  args: readonly string[],
  cwd: string,
  surroundings?: CliSurroundings,
): Promise<CliEnd> {
  return startCli(args, cwd, surroundings).end;
}
