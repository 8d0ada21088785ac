import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { root } from './world.ts';

/** What a process has used, told by itself as it ended. */
export interface Usage {
  readonly arguments: readonly string[];
  /** Megabytes of 1024² bytes. */
  readonly peakRssMb: number;
  readonly cpuSeconds: number;
}

/** `migmap …` as people start it, which leaves its usage in `usageFile`. */
function migmap(directory: string, usageFile: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(root, 'cli/bin/migmap.mjs'), ...args], {
    cwd: directory,
    env: {
      ...process.env,
      NODE_OPTIONS: `--import=${pathToFileURL(join(root, 'bench/usage.mjs')).href}`,
      MIGMAP_BENCH_USAGE: usageFile,
      MIGMAP_CRM_ACCESS_TOKEN: 'bench',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Runs it to its end; each line of its output goes to `onLine`. */
export async function runMigmap(
  directory: string,
  usageFile: string,
  args: readonly string[],
  onLine: (line: string) => void = () => undefined,
): Promise<number> {
  const child = migmap(directory, usageFile, args);
  createInterface({ input: child.stdout! }).on('line', onLine);
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? -1;
}

/** The emulator in a process of its own, over a database on disk. */
export async function startEmulator(
  directory: string,
  usageFile: string,
  org: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const database = join(directory, 'org.sqlite');
  const child = migmap(directory, usageFile, [
    'emulator',
    'start',
    'salesforce',
    '--port',
    '0',
    '--database',
    database,
    '--org',
    org,
  ]);
  const ended = once(child, 'close');
  const url = await Promise.race([
    once(createInterface({ input: child.stdout! }), 'line').then(([line]) => String(line)),
    ended.then(() => Promise.reject(new Error('The emulator ended before it listened.'))),
  ]);
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The process that ran this subcommand; the launcher that started it has used less. */
export function usageOf(usageFile: string, subcommand: string): Usage {
  const all = readFileSync(usageFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Usage)
    .filter((u) => u.arguments.includes(subcommand));
  const [most] = all.toSorted((a, b) => b.cpuSeconds - a.cpuSeconds);
  if (most === undefined) throw new Error(`No process has told what migmap ${subcommand} used.`);
  return most;
}
