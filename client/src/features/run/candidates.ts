import type { ConnectionInfo } from '@migmap/server/protocol';
import type { MigmapWorkspace } from '../../infrastructure/workspace.ts';

type Choice = Pick<MigmapWorkspace, 'connections' | 'source' | 'destination'>;

/** Connections of the destination's system that are not production, the chosen one first. */
export function rehearsals(migmap: Choice): ConnectionInfo[] {
  return ofSystem(migmap).filter((c) => !isProduction(c));
}

/** Those that are, or that nobody has called anything else, the chosen one first. */
export function productions(migmap: Choice): ConnectionInfo[] {
  return ofSystem(migmap).filter(isProduction);
}

function ofSystem({ connections, source, destination }: Choice): ConnectionInfo[] {
  const system = connections.find((c) => c.name === destination)?.system;
  return connections
    .filter((c) => c.name !== source && (system === undefined || c.system === system))
    .toSorted((a, b) => Number(b.name === destination) - Number(a.name === destination));
}

function isProduction({ stage }: ConnectionInfo): boolean {
  return stage !== 'local' && stage !== 'sandbox';
}

/** What is wrong with the name that a person types to confirm a load; `undefined`: nothing. */
export function confirmationProblem(name: string, typed: string): string | undefined {
  return typed.trim() === name
    ? undefined
    : `Type ${name} to load into it. Escape leaves everything as it is.`;
}
