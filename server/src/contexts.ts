import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { LanguageHost, MigrationContext } from '@migmap/language/host';
import type { Config } from '@migmap/engine/config/config';
import { ConfigError } from '@migmap/engine/config/read';
import { configName, findWorkspace, openWorkspace, type Workspace } from '@migmap/engine/config/workspace';
import { connectorOf } from '@migmap/engine/connectors/all';
import { lastRun } from '@migmap/engine/report/last-run';
import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import { readDrift } from '@migmap/engine/schema/drift';
import { openCatalog, readProfile, SchemaFileError } from '@migmap/engine/schema/store';

/** What is known of a folder with a `migmap.json`, read once and kept until a file of it changes. */
export interface Known {
  readonly workspace?: Workspace;
  /** The destination that mappings are checked against: the one chosen in the editor, else that of `migmap.json`. */
  readonly destination?: string;
  readonly context?: MigrationContext;
  /** What is wrong with `migmap.json`: lines beginning `file:line:column`. */
  readonly problem?: string;
}

type LastRun = ReturnType<NonNullable<LanguageHost['lastRun']>>;

/** Told of files that cannot be used: the path, and what is wrong with it or `undefined` once it is well. */
export type FaultListener = (path: string, fault: string | undefined) => void;

/** The migration context of every mapping: schemas and profile of the connections that its `migmap.json` chooses. */
export class Contexts {
  readonly #byRoot = new Map<string, Known>();
  readonly #lastRuns = new Map<string, LastRun>();
  readonly #faulty = new Map<string, string>();
  readonly #onFault: FaultListener;
  #chosen: string | undefined;

  constructor(onFault: FaultListener) {
    this.#onFault = onFault;
  }

  /** The context for the migration in this file, or `undefined` outside of a usable workspace. */
  contextFor(uri: string): MigrationContext | undefined {
    return this.of(uri)?.context;
  }

  /** The folder of the `migmap.json` at or above a file. */
  rootOf(uri: string): string | undefined {
    return uri.startsWith('file:') ? findWorkspace(fileURLToPath(uri)) : undefined;
  }

  /** The workspace at or above a file. */
  of(uri: string): Known | undefined {
    const root = this.rootOf(uri);
    if (root === undefined) return undefined;
    const known = this.#byRoot.get(root) ?? this.#read(root);
    this.#byRoot.set(root, known);
    return known;
  }

  /** The `migmap.json` above a file, as it lies on the disk. */
  configFile(uri: string): { readonly uri: string; readonly text: string } | undefined {
    const root = this.rootOf(uri);
    if (root === undefined) return undefined;
    const path = join(root, configName);
    return { uri: pathToFileURL(path).href, text: readFileSync(path, 'utf8') };
  }

  /** What the last run of a mapping made of each map, as the reports on disk say. */
  lastRun(uri: string): LastRun {
    const known = this.of(uri);
    if (!known?.workspace || known.destination === undefined) return undefined;
    if (!this.#lastRuns.has(uri)) {
      const { root, stateDir } = known.workspace;
      const file = relative(root, fileURLToPath(uri)).replaceAll(sep, '/');
      this.#lastRuns.set(uri, lastRun(stateDir, { file, connection: known.destination }));
    }
    return this.#lastRuns.get(uri);
  }

  /** The workspaces whose mappings have to be checked again because these files changed; what was read of them is forgotten. */
  changed(paths: readonly string[]): ReadonlySet<string> {
    const roots = new Set(paths.flatMap((path) => this.#rootToCheck(path) ?? []));
    for (const root of roots) this.#forget(root);
    return roots;
  }

  /** Reports were written. */
  ran(): void {
    this.#lastRuns.clear();
  }

  /** Checks against another destination connection from now on, wherever there is one of this name. Answers as `changed`. */
  choose(destination: string | undefined): ReadonlySet<string> {
    const before = new Map([...this.#byRoot].map(([root, known]) => [root, known.destination]));
    this.#chosen = destination;
    const roots = [...before].filter(([root, old]) => {
      const config = this.#byRoot.get(root)?.workspace?.config;
      return config && this.#destinationOf(config) !== old;
    });
    for (const [root] of roots) this.#forget(root);
    return new Set(roots.map(([root]) => root));
  }

  #destinationOf({ connections, destination }: Config): string | undefined {
    const chosen = this.#chosen;
    return chosen !== undefined && Object.hasOwn(connections, chosen) ? chosen : destination;
  }

  /** The workspace that a changed file belongs to, unless nothing that is checked depends on the file. */
  #rootToCheck(path: string): string | undefined {
    if (basename(path) === configName) return dirname(path);
    const root = findWorkspace(dirname(path));
    const known = root === undefined ? undefined : this.#byRoot.get(root);
    if (!known?.workspace) return undefined;
    const { source } = known.workspace.config;
    const [folder, first, second] = relative(root!, path).split(sep);
    const used =
      folder === 'schemas'
        ? first === source || first === known.destination
        : folder === '.migmap' &&
          ((first === 'profiles' && second === `${source}.json`) ||
            (first === 'drift' && [`${source}.json`, `${known.destination}.json`].includes(second ?? '')));
    return used ? root : undefined;
  }

  #forget(root: string): void {
    this.#byRoot.delete(root);
    this.#lastRuns.clear();
    for (const [path, owner] of this.#faulty) {
      if (owner !== root) continue;
      this.#faulty.delete(path);
      this.#onFault(path, undefined);
    }
  }

  #read(root: string): Known {
    try {
      const workspace = openWorkspace(root);
      const destination = this.#destinationOf(workspace.config);
      return { workspace, destination, context: this.#contextOf(workspace, destination) };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.#fault(root, join(root, configName), error.message);
      return { problem: error.message };
    }
  }

  #contextOf(workspace: Workspace, destination: string | undefined): MigrationContext {
    const { root } = workspace;
    const { source, connections, rules } = workspace.config;
    const catalog = (name: string | undefined) =>
      name === undefined ? undefined : this.#catalog(root, workspace.schemaDir(name));
    const profile = source === undefined ? undefined : workspace.profileFile(source);
    const drift = (name: string | undefined, snapshot: SchemaCatalog | undefined) =>
      name === undefined
        ? undefined
        : this.#unlessFaulty(root, () => readDrift(workspace.driftFile(name), snapshot));
    const [from, to] = [catalog(source), catalog(destination)];
    return {
      source: from,
      destination: to,
      drift: { source: drift(source, from), destination: drift(destination, to) },
      now: new Date(),
      profile: profile === undefined ? undefined : this.#unlessFaulty(root, () => readProfile(profile)),
      rules: destination === undefined ? undefined : connectorOf(connections[destination]!.system)?.rules,
      severities: rules,
    };
  }

  /** Objects are read when a mapping asks for them; one whose file is broken is reported there and counts as unknown. */
  #catalog(root: string, directory: string): SchemaCatalog | undefined {
    const catalog = this.#unlessFaulty(root, () => openCatalog(directory));
    if (!catalog) return undefined;
    return {
      index: catalog.index,
      object: (name) => this.#unlessFaulty(root, () => catalog.object(name)),
    };
  }

  #unlessFaulty<T>(root: string, read: () => T | undefined): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SchemaFileError)) throw error;
      this.#fault(root, error.file, error.message);
      return undefined;
    }
  }

  #fault(root: string, path: string, message: string): void {
    this.#faulty.set(path, root);
    this.#onFault(path, message);
  }
}
