import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import type { MigrationContext } from '@migmap/language/host';
import { ConfigError } from '@migmap/engine/config/read';
import { findWorkspace, openWorkspace, type Workspace } from '@migmap/engine/config/workspace';
import { connectorOf } from '@migmap/engine/connectors/all';
import { openCatalog, readProfile } from '@migmap/engine/schema/store';

/** What is known of a folder with a `migmap.json`, read once and kept until a file of it changes. */
interface Known {
  readonly workspace?: Workspace;
  readonly context?: MigrationContext;
  /** What is wrong with `migmap.json`: lines beginning `file:line:column`. */
  readonly problem?: string;
}

/** The migration context of every open mapping: schemas and profile of the connections that its `migmap.json` chooses. */
export class Contexts {
  readonly #byRoot = new Map<string, Known>();

  /** The context for the migration in this file, or `undefined` outside of a usable workspace. */
  contextFor(uri: string): MigrationContext | undefined {
    return this.of(uri)?.context;
  }

  /** The workspace at or above a file. */
  of(uri: string): Known | undefined {
    if (!uri.startsWith('file:')) return undefined;
    const root = findWorkspace(dirname(fileURLToPath(uri)));
    if (root === undefined) return undefined;
    const known = this.#byRoot.get(root) ?? read(root);
    this.#byRoot.set(root, known);
    return known;
  }

  /** Forgets what was read, since files changed. */
  forget(): void {
    this.#byRoot.clear();
  }
}

function read(root: string): Known {
  let workspace: Workspace;
  try {
    workspace = openWorkspace(root);
  } catch (error) {
    if (error instanceof ConfigError) return { problem: error.message };
    throw error;
  }
  const { source, destination, connections, rules } = workspace.config;
  const catalog = (name: string | undefined) =>
    name === undefined ? undefined : openCatalog(workspace.schemaDir(name));
  const profile = source === undefined ? undefined : workspace.profileFile(source);
  return {
    workspace,
    context: {
      source: catalog(source),
      destination: catalog(destination),
      profile: profile !== undefined && existsSync(profile) ? readProfile(profile) : undefined,
      rules: destination === undefined ? undefined : connectorOf(connections[destination]!.system)?.rules,
      severities: rules,
    },
  };
}
