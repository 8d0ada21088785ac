/** Every fault at every endpoint of a road, at the first, the middle and the last request that goes there. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';

import { join } from 'node:path';
import { exportRows, writeExport } from '../roads/export.ts';
import { prepare } from '../roads/prepare.ts';
import { memory } from '../roads/memory.ts';
import { endpointOf, requestsTo, type Road } from '../roads/road.ts';
import { chosen } from '../seeded.ts';
import { travel, type Trip } from './cell.ts';
import { faultsAt, stops } from './faults.ts';

interface Cell {
  readonly endpoint: string;
  readonly fault: string;
}

const cellsOf = ({ endpoints }: Road): readonly Cell[] =>
  Object.entries(endpoints).flatMap(([endpoint, form]) =>
    Object.keys(faultsAt[form]).map((fault) => ({ endpoint, fault })),
  );

/** Declares the tests of a road; without `MIGMAP_FAULTS=long` a few of them, chosen by a seed. */
export function matrix(road: Road, few: number): void {
  describe(`every request of ${road.name}, whatever befalls it`, function () {
    this.timeout(60_000);
    let trip: Trip;
    /** How often each endpoint is asked by a load without faults. */
    let asked: ReadonlyMap<string, number>;
    let folder: string;

    before(async () => {
      folder = mkdtempSync(join(memory, 'migmap-export-'));
      const rows = exportRows(road.size);
      writeExport(folder, rows);
      const site = await road.start();
      try {
        trip = { road, rows, prepared: await prepare(road, folder, site.url) };
      } finally {
        await site.close();
      }
      const { requests } = await travel(trip, []);
      asked = new Map([...Map.groupBy(requests, endpointOf)].map(([name, all]) => [name, all.length]));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it('goes to the endpoints that are listed', () => {
      const changing = [...asked.keys()].filter((name) => !/^GET |oauth/.test(name));
      const listed = Object.keys(road.endpoints);
      assert.deepEqual(changing.toSorted(), listed.filter((name) => !name.startsWith('GET ')).toSorted());
      assert.deepEqual(
        listed.filter((name) => !asked.has(name)),
        [],
      );
    });

    for (const { endpoint, fault } of chosen(cellsOf(road), few, road.name))
      it(`${endpoint}, ${fault}: every record once, under its parent`, async () => {
        const count = asked.get(endpoint) ?? 0;
        const form = road.endpoints[endpoint]!;
        for (const nth of new Set([1, Math.ceil(count / 2), count]))
          await befall({ endpoint, fault }, nth, faultsAt[form][fault]!);
      });

    async function befall(cell: Cell, nth: number, befalls: readonly object[]): Promise<void> {
      const faults = befalls.map((f) => ({ ...requestsTo(cell.endpoint), nth, ...f }) as never);
      try {
        const { struck } = await travel(trip, faults, { stop: stops(cell.fault) });
        if (struck) return;
        // Looks at a job may be fewer this time.
        assert.ok(cell.endpoint.startsWith('GET ') && nth > 1, 'it never came to that request');
        return await befall(cell, nth - 1, befalls);
      } catch (error) {
        if (error instanceof Error) error.message = `request ${nth}: ${error.message}`;
        throw error;
      }
    }
  });
}
