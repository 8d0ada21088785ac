import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const installed = (name: string): boolean =>
  existsSync(fileURLToPath(new URL(`./node_modules/${name}`, import.meta.url)));

export const moduleFile = (name: string): string =>
  fileURLToPath(new URL(`./node_modules/${name}`, import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a peer in a process of its own, with a home folder of its own and no calls home. */
export function runNode(
  args: readonly string[],
  home: string,
  env: Record<string, string> = {},
): Promise<Finished> {
  const child = spawn(process.execPath, args, {
    cwd: home,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      USERPROFILE: home,
      SF_DISABLE_TELEMETRY: 'true',
      SF_AUTOUPDATE_DISABLE: 'true',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      NO_COLOR: '1',
      ...env,
    },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
  });
}
