import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportRows, writeExport } from '../roads/export.ts';
import { roads } from '../roads/all.ts';
import { memory } from '../roads/memory.ts';
import { prepare } from '../roads/prepare.ts';
import { requestsTo } from '../roads/road.ts';
import { chosen } from '../seeded.ts';
import { travel } from '../matrix/cell.ts';

describe('a server that does the work after the run was stopped', function () {
  this.timeout(120_000);
  // Neither knows a second one of these by itself.
  const cases = [
    ['pipedrive', 'POST /v2/persons'],
    ['insertCollections', 'POST /composite/sobjects'],
  ] as const;
  for (const [name, endpoint] of chosen(cases, 1, 'late'))
    it(`${roads[name].name}: whoever resumes at once makes nothing twice`, async () => {
      const road = roads[name];
      const folder = mkdtempSync(join(memory, 'migmap-late-'));
      try {
        const rows = exportRows(road.size);
        writeExport(folder, rows);
        const site = await road.start();
        const prepared = await prepare(road, folder, site.url);
        await site.close();
        const late = { ...requestsTo(endpoint), nth: 3, kind: 'late', ms: 4_000 } as const;
        const pause = (ms: number, signal: AbortSignal) =>
          sleep(ms, undefined, { signal }).catch(() => undefined);
        await travel({ road, rows, prepared }, [late], { stop: true, pause, afterMs: 3_000 });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
});
