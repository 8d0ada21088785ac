/** One cell of the matrix: a load in which one request goes wrong, brought to its end and compared. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultInput } from '@migmap/emulators/faults/faults';
import { runMigration, type RunOptions, type RunOutcome } from '@migmap/engine/run/run';
import type { LoggedRequest } from '@migmap/emulators/http/types';
import { assertSame } from '../roads/compare.ts';
import type { ExportRows } from '../roads/export.ts';
import { openLoad } from '../roads/load.ts';
import type { Prepared } from '../roads/prepare.ts';
import { memory } from '../roads/memory.ts';
import type { Road, Site } from '../roads/road.ts';

export interface Trip {
  readonly road: Road;
  readonly prepared: Prepared;
  readonly rows: ExportRows;
}

/** Two seconds by the promise, and what a busy machine adds. */
const mostMsToStop = 3_000;
const mostResumes = 4;

export interface Travelling {
  /** Tell the run to stop as soon as the first fault has struck. */
  readonly stop?: boolean;
  readonly pause?: RunOptions['pause'];
  /** What the server may still be at when the load is through. */
  readonly afterMs?: number;
}

/** Loads while the faults befall; answers the requests, and how often the first fault struck. */
export async function travel(
  trip: Trip,
  faults: readonly FaultInput[],
  { stop = false, pause, afterMs = 0 }: Travelling = {},
): Promise<{ struck: boolean; requests: readonly LoggedRequest[] }> {
  const { road, rows } = trip;
  const site = await road.start();
  const state = mkdtempSync(join(memory, 'migmap-faults-'));
  try {
    site.addFaults(faults);
    let outcome = stop ? await stopped(trip, site, state) : await loaded(trip, site, state, { pause });
    const struck = hasStruck(site);
    if (stop) await fetch(`${site.url}/__faults`, { method: 'DELETE' });
    for (let n = 1; outcome.exitCode === 4 && n <= mostResumes; n++)
      outcome = await loaded(trip, site, state, { session: n, pause });
    assert.equal(outcome.exitCode, 0, said(outcome));
    await sleep(afterMs);
    assertSame(road.content(site.db), road.expected(rows));
    assert.ok(outcome.report.phases.every((p) => p.balanced));
    return { struck: struck || hasStruck(site), requests: [...site.requests] };
  } finally {
    await site.close();
    rmSync(state, { recursive: true, force: true });
  }
}

async function loaded(
  { road, prepared }: Trip,
  site: Site,
  state: string,
  options: Partial<RunOptions> & { session?: number },
): Promise<RunOutcome> {
  const load = await openLoad(road, prepared, site.url, state, defined(options));
  try {
    return await runMigration(load.options);
  } finally {
    await load.close();
  }
}

/** Tells the run to stop when the fault has struck. A fault that never does lets it go through. */
async function stopped(trip: Trip, site: Site, state: string): Promise<RunOutcome> {
  const told = new AbortController();
  let toldAt = Infinity;
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      if (hasStruck(site)) {
        toldAt = performance.now();
        return told.abort();
      }
      await sleep(5);
    }
  })();
  const outcome = await loaded(trip, site, state, { signal: told.signal });
  const took = performance.now() - toldAt;
  over.abort();
  await watching;
  assert.ok(took < mostMsToStop, `it stopped after ${Math.round(took)} ms`);
  if (toldAt < Infinity) assert.equal(outcome.exitCode, 4, said(outcome));
  return outcome;
}

const defined = (options: Partial<RunOptions> & { session?: number }) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

const hasStruck = (site: Site): boolean => (site.faults()[0]?.struck ?? 0) > 0;

function said({ report }: RunOutcome): string {
  const reasons = report.phases.flatMap((p) => p.reasons.map((r) => `${p.id}: ${r.state} ${r.reason}`));
  return [...report.warnings, ...reasons].join('\n');
}
