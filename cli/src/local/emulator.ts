/** `"stage": "local"`: an emulator in a process of its own, so that neither its memory nor its work is the engine's. */
import { fork, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import type { ConnectionSettings } from '@migmap/engine/connectors/registry';
import { privateFolder } from '@migmap/engine/disk/private';
import { Failure } from '../failure.ts';
import { lockLocal } from './lock.ts';

export interface LocalSystem {
  readonly url: string;
  close(): Promise<void>;
}

/** What the child tells its parent once it listens. */
export interface Listening {
  readonly url: string;
}

/** Starts the emulator of a local connection over its database in `.migmap/emulators/`; it ends with this process at the latest. */
export async function startLocal(workspace: Workspace, connection: ConnectionSettings): Promise<LocalSystem> {
  const directory = privateFolder(join(workspace.makeStateDir(), 'emulators'));
  const release = lockLocal(
    join(directory, `${connection.name}.lock`),
    `The local system of connection "${connection.name}"`,
  );
  try {
    const child = fork(process.argv[1]!, emulatorArguments(workspace, connection, directory), {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const url = await listening(child, connection);
    return {
      url,
      close: async () => {
        await ended(child);
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

function emulatorArguments(
  workspace: Workspace,
  { system, name, options }: ConnectionSettings,
  directory: string,
) {
  const database = join(directory, `${name}.sqlite`);
  const given = (['org', 'schema'] as const).flatMap((option) => {
    const path = options[option];
    if (path === undefined) return [];
    if (typeof path !== 'string')
      throw new Failure(`migmap.json: connections.${name}.${option} is a path, relative to migmap.json.`);
    return [`--${option}`, resolve(workspace.root, path)];
  });
  return ['emulator', 'start', system, '--with-parent', '--database', database, ...given];
}

function listening(child: ChildProcess, { system, name }: ConnectionSettings): Promise<string> {
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
  return new Promise((settle, reject) => {
    child.once('message', (message) => settle((message as Listening).url));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(
        new Failure(`The emulator of ${system} for connection "${name}" ended with ${code}.\n${said.trim()}`),
      ),
    );
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((settle) => child.once('exit', settle));
  if (child.connected) child.disconnect();
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exit;
  clearTimeout(tooLong);
}
