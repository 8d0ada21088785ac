import { window } from 'vscode';
import type { ConnectionInfo } from '@migmap/server/protocol';
import { Problem } from '../../infrastructure/problem.ts';
import type { MigmapWorkspace } from '../../infrastructure/workspace.ts';
import { confirmationProblem, productions, rehearsals } from './candidates.ts';

/** The `local` or `sandbox` connection to rehearse against. `undefined` where the person stepped back. */
export async function chooseRehearsal(migmap: MigmapWorkspace): Promise<string | undefined> {
  const candidates = rehearsals(migmap);
  if (candidates.length === 0) {
    throw new Problem(
      'No connection in migmap.json may be rehearsed against: give the destination one with "stage": "local" or "sandbox". A connection without a stage counts as production.',
    );
  }
  const chosen = await pick(candidates);
  if (!chosen || (chosen.stage === 'sandbox' && !(await agree(chosen)))) return undefined;
  return chosen.name;
}

/** The production connection to load into, whose name the person has typed. `undefined` where they stepped back. */
export async function chooseProduction(migmap: MigmapWorkspace): Promise<string | undefined> {
  const candidates = productions(migmap);
  if (candidates.length === 0) {
    throw new Problem(
      'No connection in migmap.json is production: give the destination one with "stage": "production".',
    );
  }
  const chosen = await pick(candidates);
  if (!chosen) return undefined;
  const { name, system } = chosen;
  const typed = await window.showInputBox({
    title: `Migmap: load into production (${system})`,
    prompt: `This writes into the production system of connection "${name}". Type its name to go on.`,
    placeHolder: name,
    ignoreFocusOut: true,
    validateInput: (text) => confirmationProblem(name, text),
  });
  return typed === undefined || confirmationProblem(name, typed) !== undefined ? undefined : name;
}

async function pick(candidates: readonly ConnectionInfo[]): Promise<ConnectionInfo | undefined> {
  if (candidates.length === 1) return candidates[0];
  const items = candidates.map((c) => ({
    label: c.name,
    description: `${c.system} · ${c.stage ?? 'production'}`,
    c,
  }));
  return (await window.showQuickPick(items, { title: 'Migmap: load into which connection?' }))?.c;
}

async function agree({ name, system }: ConnectionInfo): Promise<boolean> {
  const detail = 'Records will be created in that sandbox.';
  const load = 'Load';
  return (
    (await window.showWarningMessage(`Load into ${name} (${system})?`, { modal: true, detail }, load)) ===
    load
  );
}
