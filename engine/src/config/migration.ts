/** Which connections a mapping stands between, and what is known of them without reaching them. */
import { connectorOf } from '../connectors/all.ts';
import type { DestinationRules } from '../connectors/registry.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import { readDrift, type SchemaDrift } from '../schema/drift.ts';
import type { SourceProfile } from '../schema/profile.ts';
import { openCatalog, readProfile } from '../schema/store.ts';
import { ConfigError } from './read.ts';
import { configName, type Workspace } from './workspace.ts';

export type Role = 'source' | 'destination';

/**
 * The name of the connection a mapping reads from or writes to: `chosen`, else the one `migmap.json` names. Throws
 * `ConfigError` where there is none, or where its system is not the mapping's.
 */
export function connectionFor(
  workspace: Workspace,
  role: Role,
  { chosen, system }: { readonly chosen?: string; readonly system?: string } = {},
): string {
  const name = chosen ?? workspace.config[role];
  if (name === undefined) {
    const names = Object.keys(workspace.config.connections).join(', ') || 'none yet';
    throw new ConfigError(
      `${workspace.root}/${configName} does not say which connection is the ${role}. Add "${role}": "NAME"; the connections are: ${names}.`,
    );
  }
  const connection = workspace.connection(name);
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
  readonly drift: { readonly source?: SchemaDrift; readonly destination?: SchemaDrift };
  readonly now: Date;
  readonly severities?: Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>>;
}

export function knownMigration(
  workspace: Workspace,
  names: { readonly source?: string; readonly destination?: string },
): KnownMigration {
  const { source, destination } = names;
  const catalog = (name: string | undefined) =>
    name === undefined ? undefined : openCatalog(workspace.schemaDir(name));
  const drift = (name: string | undefined, snapshot: SchemaCatalog | undefined) =>
    name === undefined ? undefined : readDrift(workspace.driftFile(name), snapshot);
  const [from, to] = [catalog(source), catalog(destination)];
  const destinationSystem = destination && workspace.config.connections[destination]?.system;
  return {
    source: from,
    destination: to,
    drift: { source: drift(source, from), destination: drift(destination, to) },
    now: new Date(),
    profile: source === undefined ? undefined : readProfile(workspace.profileFile(source)),
    rules: destinationSystem ? connectorOf(destinationSystem)?.rules : undefined,
    severities: workspace.config.rules,
  };
}
