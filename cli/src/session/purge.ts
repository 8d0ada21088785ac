import { existsSync, globSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workspace } from '@migmap/engine/config/workspace';
import { lockJournal } from '@migmap/engine/journal/journal';
import { purgeRuns } from '@migmap/engine/purge/purge';
import { Failure } from '../failure.ts';
import type { PurgeResult } from '../json/purge.ts';
import { lockLocal } from '../local/lock.ts';
import { findRun, listRuns } from './runs.ts';

export interface PurgeOrder {
  /** A run, or everything of this workspace. */
  readonly run?: string;
  readonly all: boolean;
  readonly forgetIds: boolean;
  /** Otherwise it is only told what would go. */
  readonly yes: boolean;
}

/** Removes customers' values from `.migmap`. */
export async function purge(workspace: Workspace, order: PurgeOrder): Promise<PurgeResult> {
  if ((order.run === undefined) !== order.all) throw new Failure('Say which run to purge, or --all.');
  if (order.forgetIds && !order.all)
    throw new Failure('--forget-ids goes with --all: the ids of all runs stand in one journal.');
  return order.run === undefined ? purgeAll(workspace, order) : purgeOne(workspace, order.run, order.yes);
}

async function purgeOne(workspace: Workspace, id: string, yes: boolean): Promise<PurgeResult> {
  const { run, directory } = await findRun(workspace, id);
  const told = { formatVersion: 1, done: yes, keptIds: true } as const;
  if (!yes)
    return {
      ...told,
      runs: [run],
      removed: globSync('*', { cwd: directory }).map((n) => join(directory, n)),
    };
  return { ...told, ...(await purgeRuns(dirname(dirname(directory)), [run])) } as PurgeResult;
}

async function purgeAll(workspace: Workspace, { yes, forgetIds }: PurgeOrder): Promise<PurgeResult> {
  const { stateDir } = workspace;
  const connections = globSync('*/journal.sqlite', { cwd: stateDir }).map((file) => dirname(file));
  // A local system's records go with it, so its journal would know of records that nobody has.
  const forgotten = connections.filter((name) => forgetIds || stageOf(workspace, name) === 'local');
  const removed = ['profiles', 'emulators', 'tmp', ...forgotten]
    .map((name) => join(stateDir, name))
    .filter(existsSync);
  const runs = (await listRuns(workspace)).map((r) => r.run);
  const kept = connections.filter((name) => !forgotten.includes(name));
  if (yes) {
    for (const name of kept) removed.push(...(await purgeRuns(join(stateDir, name), 'all')).removed);
    for (const name of forgotten) lockJournal(join(stateDir, name))();
    for (const lock of globSync('emulators/*.lock', { cwd: stateDir }))
      lockLocal(join(stateDir, lock), `The local system ${lock}`)();
    for (const path of ['profiles', 'emulators', 'tmp', ...forgotten])
      rmSync(join(stateDir, path), { recursive: true, force: true });
  } else for (const name of kept) removed.push(...globSync(join(stateDir, name, 'runs', '*')));
  return { formatVersion: 1, done: yes, runs, removed, keptIds: kept.length > 0 };
}

function stageOf({ config }: Workspace, name: string): string | undefined {
  return Object.hasOwn(config.connections, name) ? config.connections[name]?.stage : undefined;
}
