import type { Workspace } from '@migmap/engine/config/workspace';
import { connectorOf, connectors } from '@migmap/engine/connectors/all';
import type { Destination } from '@migmap/engine/connectors/destination';
import type { Connector, ConnectionSettings } from '@migmap/engine/connectors/registry';
import type { Source } from '@migmap/engine/connectors/source';
import { Failure } from '../failure.ts';
import { startLocal } from '../local/emulator.ts';
import { useScratch } from './scratch.ts';

/** An open connection. `close` also ends what was started for it. */
export interface Opened<T> {
  readonly system: T;
  readonly settings: ConnectionSettings;
  close(): Promise<void>;
}

export async function openSource(workspace: Workspace, name: string): Promise<Opened<Source>> {
  return open(workspace, name, (connector, settings) => connector.source?.(settings), 'source');
}

export async function openDestination(workspace: Workspace, name: string): Promise<Opened<Destination>> {
  return open(workspace, name, (connector, settings) => connector.destination?.(settings), 'destination');
}

export function connectorFor(settings: ConnectionSettings): Connector {
  const connector = connectorOf(settings.system);
  if (connector) return connector;
  const known = connectors.map((c) => c.system).join(', ');
  throw new Failure(
    `migmap.json: connection "${settings.name}" has the system "${settings.system}"; known are: ${known}.`,
  );
}

async function open<T extends { close(): Promise<void> }>(
  workspace: Workspace,
  name: string,
  connect: (connector: Connector, settings: ConnectionSettings) => Promise<T> | undefined,
  role: 'source' | 'destination',
): Promise<Opened<T>> {
  useScratch(workspace);
  const settings = workspace.connection(name);
  const connector = connectorFor(settings);
  if (!connector[role])
    throw new Failure(`${connector.label} cannot be a ${role}: connection "${name}" is none.`);
  if (settings.stage !== 'local') {
    const system = (await connect(connector, settings))!;
    return { system, settings, close: async () => system.close() };
  }
  const local = await startLocal(workspace, settings);
  try {
    const reachable = { ...settings, url: local.url, secret: localSecret(settings) };
    const system = (await connect(connector, reachable))!;
    const close = async () => {
      try {
        await system.close();
      } finally {
        await local.close();
      }
    };
    return { system, settings: reachable, close };
  } catch (error) {
    await local.close();
    throw error;
  }
}

/** A local system takes any token, so none has to be set for it. */
function localSecret(settings: ConnectionSettings): ConnectionSettings['secret'] {
  return async (name) => (await settings.secret(name)) ?? (name === 'ACCESS_TOKEN' ? 'local' : undefined);
}
