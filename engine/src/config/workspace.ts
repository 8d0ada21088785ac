/** A folder with a `migmap.json`: its connections, and where its schemas and its state lie. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { privateFolder } from '../disk/private.ts';
import type { ConnectionSettings } from '../connectors/registry.ts';
import type { Config } from './config.ts';
import { ConfigError, readConfig } from './read.ts';
import { environmentSecrets } from './secrets.ts';

export const configName = 'migmap.json';

export interface Workspace {
  /** Absolute path of the folder that holds `migmap.json`. */
  readonly root: string;
  readonly config: Config;
  /** Settings of a connection, its `path` absolute. Throws `ConfigError` naming the connections there are. */
  connection(name: string): ConnectionSettings;
  /** `<root>/schemas/<connection>`: committed with the mapping. */
  schemaDir(connection: string): string;
  /** `<root>/.migmap/profiles/<connection>.json`: customers' values, so never committed. */
  profileFile(connection: string): string;
  /** `<root>/.migmap/drift/<connection>.json`: what was seen to have changed since the snapshot. */
  driftFile(connection: string): string;
  /** `<root>/.migmap`: journals, runs, profiles. */
  readonly stateDir: string;
  /** Creates `stateDir` for its owner alone, with a `.gitignore` of everything; returns its path. */
  makeStateDir(): string;
}

/** The nearest folder at or above `directory` with a `migmap.json`. */
export function findWorkspace(directory: string): string | undefined {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (existsSync(join(folder, configName))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Opens the workspace at or above `directory`. Throws `ConfigError` where there is none or its `migmap.json` is faulty. */
export function openWorkspace(directory: string): Workspace {
  const root = findWorkspace(directory);
  if (root === undefined) {
    throw new ConfigError(
      `No ${configName} in ${resolve(directory)} or any folder above it. Create one that names your connections, or say where it is with --workspace.`,
    );
  }
  const config = readConfig(join(root, configName));
  const stateDir = join(root, '.migmap');
  return {
    root,
    config,
    stateDir,
    connection: (name) => connectionSettings(root, config, name),
    schemaDir: (connection) => join(root, 'schemas', connection),
    profileFile: (connection) => join(stateDir, 'profiles', `${connection}.json`),
    driftFile: (connection) => join(stateDir, 'drift', `${connection}.json`),
    makeStateDir: () => makePrivateDir(stateDir),
  };
}

function connectionSettings(root: string, config: Config, name: string): ConnectionSettings {
  if (!Object.hasOwn(config.connections, name)) {
    const names = Object.keys(config.connections).join(', ') || 'none yet';
    throw new ConfigError(
      `${join(root, configName)}: there is no connection "${name}"; the connections are: ${names}`,
    );
  }
  const { system, stage, url, path, ...options } = config.connections[name]!;
  return {
    name,
    system,
    ...(stage && { stage }),
    ...(url && { url }),
    ...(path !== undefined && { path: resolve(root, path) }),
    options,
    secret: environmentSecrets(name),
  };
}

function makePrivateDir(directory: string): string {
  privateFolder(directory);
  const ignore = join(directory, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n', { mode: 0o600 });
  return directory;
}
