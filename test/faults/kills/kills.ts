/** A load whose process is killed, and taken up again by another one. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runMigration } from '@migmap/engine/run/run';
import { roads } from '../roads/all.ts';
import { assertSame } from '../roads/compare.ts';
import { exportRows, writeExport, type ExportRows } from '../roads/export.ts';
import { openLoad } from '../roads/load.ts';
import { prepare, type Prepared } from '../roads/prepare.ts';
import { memory } from '../roads/memory.ts';
import { chosen, long, seeded } from '../seeded.ts';
import type { Order } from './child.ts';
import { processes, type Ended } from './processes.ts';
import type { Moment } from './watched-journal.ts';

const instants = long ? 200 : 1;
/** Every so manieth is killed once more on its way back. */
const againEvery = 4;

export function kills(name: keyof typeof roads): void {
  const road = { ...roads[name], size: { companies: 5, largeFiles: 1 } };
  describe(`${road.name}, the process killed`, function () {
    this.timeout(1_800_000);
    const random = seeded(23);
    let folder: string;
    let rows: ExportRows;
    let prepared: Prepared;
    let pool: ReturnType<typeof processes>;
    /** Of a load that nobody kills. */
    let whole: Ended;

    before(async () => {
      folder = mkdtempSync(join(memory, 'migmap-kills-'));
      rows = exportRows(road.size);
      writeExport(join(folder, 'export'), rows);
      const site = await road.start();
      prepared = await prepare(road, join(folder, 'export'), site.url);
      await site.close();
      pool = processes();
      whole = await killed({});
      assert.equal(whole.ended?.exitCode, 0);
    });
    after(() => {
      pool.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it(`at ${instants} instant${long ? 's' : ''}: a resume makes it whole`, async () => {
      for (let n = 0; n < instants; n++) {
        const afterMs = random() * whole.milliseconds;
        await within(`killed after ${afterMs.toFixed(1)} ms`, () =>
          killed({ afterMs, again: n % againEvery === 0 }),
        );
      }
    });

    it(`before and after ${long ? 'every' : 'a'} change of the journal: a resume makes it whole`, async () => {
      const { changes } = whole.ended!;
      assert.ok(changes > 20, `${changes} changes`);
      const all = Array.from({ length: changes }, (_, n) => n + 1);
      for (const change of chosen(all, 1, road.name))
        for (const moment of ['before', 'after'] as const)
          await within(`killed ${moment} change ${change} of ${changes}`, () =>
            killed({ death: { change, moment } }),
          );
    });

    async function killed(how: {
      afterMs?: number;
      again?: boolean;
      death?: { change: number; moment: Moment };
    }): Promise<Ended> {
      const site = await road.start();
      const state = mkdtempSync(join(folder, 'state-'));
      const order: Order = { road: name, prepared, url: site.url, state, death: how.death };
      try {
        const first = await pool.run(order, how.afterMs);
        if (how.again) await pool.run(order, random() * whole.milliseconds);
        await resume(site.url, state);
        assertSame(road.content(site.db), road.expected(rows));
        return first;
      } finally {
        await site.close();
        rmSync(state, { recursive: true, force: true });
      }
    }

    async function resume(url: string, state: string): Promise<void> {
      const load = await openLoad(road, prepared, url, state);
      try {
        const { exitCode, report } = await runMigration(load.options);
        assert.equal(exitCode, 0, report.warnings.join('\n'));
        assert.ok(report.phases.every((p) => p.balanced));
      } finally {
        await load.close();
      }
    }
  });
}

async function within(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error) error.message = `${what}: ${error.message}`;
    throw error;
  }
}
