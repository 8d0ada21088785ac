/** A load of the small export, or of rows like it, whose records one by one are looked into. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultInput } from '@migmap/emulators/faults/faults';
import { runMigration, type RunOutcome } from '@migmap/engine/run/run';
import { exportRows, writeExport, type ExportRows } from '../roads/export.ts';
import { openLoad } from '../roads/load.ts';
import { memory } from '../roads/memory.ts';
import { prepare } from '../roads/prepare.ts';
import type { Content, Road, Site } from '../roads/road.ts';

export interface Told {
  readonly outcome: RunOutcome;
  readonly content: Content;
  readonly rows: ExportRows;
  readonly site: Site;
}

/** Loads once while the faults befall; `look` sees what became of it before everything goes. */
export async function loadOnce(
  road: Road,
  change: (rows: ExportRows) => ExportRows,
  faults: readonly FaultInput[],
  look: (told: Told) => void,
): Promise<void> {
  const folder = mkdtempSync(join(memory, 'migmap-trip-'));
  const site = await road.start();
  try {
    const rows = change(exportRows(road.size));
    writeExport(join(folder, 'export'), rows);
    const prepared = await prepare(road, join(folder, 'export'), site.url);
    site.addFaults(faults);
    const load = await openLoad(road, prepared, site.url, join(folder, 'state'));
    try {
      const outcome = await runMigration(load.options);
      look({ outcome, content: road.content(site.db), rows, site });
    } finally {
      await load.close();
    }
  } finally {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
