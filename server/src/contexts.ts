import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MigrationContext } from '@migmap/language/host';
import { ConfigError } from '@migmap/engine/config/read';
import { configName, findWorkspace, openWorkspace, type Workspace } from '@migmap/engine/config/workspace';
import { connectorOf } from '@migmap/engine/connectors/all';
import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import { readDrift } from '@migmap/engine/schema/drift';
import { openCatalog, readProfile, SchemaFileError } from '@migmap/engine/schema/store';

/** What is known of a folder with a `migmap.json`, read once and kept until a file of it changes. */
export interface Known {
  readonly workspace?: Workspace;
  readonly context?: MigrationContext;
  /** What is wrong with `migmap.json`: lines beginning `file:line:column`. */
  readonly problem?: string;
}

/** Told of files that cannot be used: the path, and what is wrong with it or `undefined` once it is well. */
export type FaultListener = (path: string, fault: string | undefined) => void;

/** The migration context of every mapping: schemas and profile of the connections that its `migmap.json` chooses. */
export class Contexts {
  readonly #byRoot = new Map<string, Known>();
  readonly #faulty = new Set<string>();
  readonly #onFault: FaultListener;

  constructor(onFault: FaultListener) {
    this.#onFault = onFault;
  }

  /** The context for the migration in this file, or `undefined` outside of a usable workspace. */
  contextFor(uri: string): MigrationContext | undefined {
    return this.of(uri)?.context;
  }

  /** The workspace at or above a file. */
  of(uri: string): Known | undefined {
    if (!uri.startsWith('file:')) return undefined;
    const root = findWorkspace(fileURLToPath(uri));
    if (root === undefined) return undefined;
    const known = this.#byRoot.get(root) ?? this.#read(root);
    this.#byRoot.set(root, known);
    return known;
  }

  /** The `migmap.json` above a file, as it lies on the disk. */
  configFile(uri: string): { readonly uri: string; readonly text: string } | undefined {
    const root = uri.startsWith('file:') ? findWorkspace(fileURLToPath(uri)) : undefined;
    if (root === undefined) return undefined;
    const path = join(root, configName);
    return { uri: pathToFileURL(path).href, text: readFileSync(path, 'utf8') };
  }

  /** Forgets what was read, since files changed. */
  forget(): void {
    this.#byRoot.clear();
    for (const path of this.#faulty) this.#onFault(path, undefined);
    this.#faulty.clear();
  }

  #read(root: string): Known {
    try {
      const workspace = openWorkspace(root);
      return { workspace, context: this.#contextOf(workspace) };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.#fault(join(root, configName), error.message);
      return { problem: error.message };
    }
  }

  #contextOf(workspace: Workspace): MigrationContext {
    const { source, destination, connections, rules } = workspace.config;
    const catalog = (name: string | undefined) =>
      name === undefined ? undefined : this.#catalog(workspace.schemaDir(name));
    const profile = source === undefined ? undefined : workspace.profileFile(source);
    const drift = (name: string | undefined, snapshot: SchemaCatalog | undefined) =>
      name === undefined
        ? undefined
        : this.#unlessFaulty(() => readDrift(workspace.driftFile(name), snapshot));
    const [from, to] = [catalog(source), catalog(destination)];
    return {
      source: from,
      destination: to,
      drift: { source: drift(source, from), destination: drift(destination, to) },
      now: new Date(),
      profile: profile === undefined ? undefined : this.#unlessFaulty(() => readProfile(profile)),
      rules: destination === undefined ? undefined : connectorOf(connections[destination]!.system)?.rules,
      severities: rules,
    };
  }

  /** Objects are read when a mapping asks for them; one whose file is broken is reported there and counts as unknown. */
  #catalog(directory: string): SchemaCatalog | undefined {
    const catalog = this.#unlessFaulty(() => openCatalog(directory));
    if (!catalog) return undefined;
    return {
      index: catalog.index,
      object: (name) => this.#unlessFaulty(() => catalog.object(name)),
    };
  }

  #unlessFaulty<T>(read: () => T | undefined): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SchemaFileError)) throw error;
      this.#fault(error.file, error.message);
      return undefined;
    }
  }

  #fault(path: string, message: string): void {
    this.#faulty.add(path);
    this.#onFault(path, message);
  }
}
