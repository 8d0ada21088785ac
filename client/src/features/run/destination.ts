import { window } from 'vscode';
import type { ConnectionInfo } from '@migmap/server/protocol';
import { Problem } from '../../infrastructure/problem.ts';
import type { MigmapWorkspace } from '../../infrastructure/workspace.ts';

/**
 * The connection to rehearse against. Only `local` and `sandbox` are offered: a production load is started by a person
 * on the command line after a sign-off. `undefined` where the person stepped back.
 */
export async function chooseDestination(migmap: MigmapWorkspace): Promise<string | undefined> {
  const candidates = rehearsals(migmap);
  if (candidates.length === 0) {
    throw new Problem(
      'No connection in migmap.json may be rehearsed against: give the destination one with "stage": "local" or "sandbox". A connection without a stage counts as production.',
    );
  }
  const chosen = candidates.length === 1 ? candidates[0] : await pick(candidates);
  if (!chosen || (chosen.stage === 'sandbox' && !(await confirm(chosen)))) return undefined;
  return chosen.name;
}

/** Connections of the destination's system that are not production, the chosen one first. */
export function rehearsals({ connections, source, destination }: MigmapWorkspace): ConnectionInfo[] {
  const system = connections.find((c) => c.name === destination)?.system;
  return connections
    .filter((c) => c.name !== source && (system === undefined || c.system === system))
    .filter((c) => c.stage === 'local' || c.stage === 'sandbox')
    .toSorted((a, b) => Number(b.name === destination) - Number(a.name === destination));
}

async function pick(candidates: readonly ConnectionInfo[]): Promise<ConnectionInfo | undefined> {
  const items = candidates.map((c) => ({ label: c.name, description: `${c.system} · ${c.stage}`, c }));
  return (await window.showQuickPick(items, { title: 'Migmap: load into which connection?' }))?.c;
}

async function confirm({ name, system }: ConnectionInfo): Promise<boolean> {
  const detail = 'Records will be created in that sandbox.';
  const load = 'Load';
  return (
    (await window.showWarningMessage(`Load into ${name} (${system})?`, { modal: true, detail }, load)) ===
    load
  );
}
