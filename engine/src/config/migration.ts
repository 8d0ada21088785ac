/** Which connections a mapping stands between, and what is known of them without reaching them. */
import { connectorOf } from '../connectors/all.ts';
import type { DestinationRules } from '../connectors/registry.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { SourceProfile } from '../schema/profile.ts';
import { openCatalog, readProfile } from '../schema/store.ts';
import { ConfigError } from './read.ts';
import type { Workspace } from './workspace.ts';

export type Role = 'source' | 'destination';

/**
 * The name of the connection a mapping reads from or writes to: `chosen`, else the one `migmap.json` names, else the only
 * one of that `system`. Throws `ConfigError` where that leaves none or several, or where the system is not the mapping's.
 */
export function connectionFor(
  { config }: Workspace,
  role: Role,
  { chosen, system }: { readonly chosen?: string; readonly system?: string } = {},
): string {
  const name = chosen ?? config[role];
  if (name === undefined) {
    const fitting = Object.entries(config.connections).filter(
      ([, c]) => system === undefined || c.system === system,
    );
    if (fitting.length === 1) return fitting[0]![0];
    const candidates = fitting.map(([candidate]) => candidate).join(', ') || 'none';
    throw new ConfigError(
      `migmap.json does not say which connection is the ${role}; candidates: ${candidates}. Add "${role}": "NAME".`,
    );
  }
  const connection = Object.hasOwn(config.connections, name) ? config.connections[name] : undefined;
  if (connection === undefined) {
    throw new ConfigError(
      `There is no connection "${name}"; the connections are: ${Object.keys(config.connections).join(', ') || 'none yet'}.`,
    );
  }
  if (system !== undefined && connection.system !== system) {
    throw new ConfigError(
      `The mapping's ${role} is ${system}, but connection "${name}" is ${connection.system}. Choose another connection, or mend the "migration" line.`,
    );
  }
  return name;
}

/** What a mapping is checked against: the snapshots on disk. What is missing is left out; nothing is reached. */
export interface KnownMigration {
  readonly source?: SchemaCatalog;
  readonly destination?: SchemaCatalog;
  readonly profile?: SourceProfile;
  readonly rules?: DestinationRules;
  readonly severities?: Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>>;
}

export function knownMigration(
  workspace: Workspace,
  names: { readonly source?: string; readonly destination?: string },
): KnownMigration {
  const { source, destination } = names;
  const catalog = (name: string | undefined) =>
    name === undefined ? undefined : openCatalog(workspace.schemaDir(name));
  const destinationSystem = destination && workspace.config.connections[destination]?.system;
  return {
    source: catalog(source),
    destination: catalog(destination),
    profile: source === undefined ? undefined : readProfile(workspace.profileFile(source)),
    rules: destinationSystem ? connectorOf(destinationSystem)?.rules : undefined,
    severities: workspace.config.rules,
  };
}
