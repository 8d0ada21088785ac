/** Loads `live-heap.ts RECORDS DIRECTORY [delta]`, for a delta once more with another address for each, and prints what stayed alive meanwhile, in bytes; wants `--expose-gc`. */
import { join } from 'node:path';
import { runMigration, type RunOptions } from '@migmap/engine/run/run';
import { catalogOf } from '@migmap/engine/schema/catalog';
import type { Row } from '@migmap/engine/values';
import { fakeCapabilities, fakeDestination } from './fake-destination.ts';
import { fakeSource } from './fake-source.ts';
import { from, mapping, objectMap } from './mapping.ts';

const records = Number(process.argv[2]);
const directory = process.argv[3] as string;
const pieceBytes = 1_000_000;
const perPiece = 100;

let domain = 'example';

/** As a reader of files does it: each value points into a long piece of text. */
function* people(): Generator<Row> {
  for (let i = 0; i < records;) {
    const piece = Buffer.alloc(pieceBytes, 97 + (i % 26)).toString('latin1');
    for (let k = 0; k < perPiece && i < records; k++, i++)
      yield {
        id: `person-number-${i}`,
        last: piece.slice(k * 40, k * 40 + 40),
        mail: `${i}@${domain}.org`,
      };
  }
}

const live = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
const source = fakeSource({ Person: people });
let most = 0;
const destination = fakeDestination({
  file: join(directory, 'crm.sqlite'),
  capabilities: { channels: [{ ...fakeCapabilities.channels[0]!, maxRecords: 5000 }] },
  after: () => {
    destination.requests.length = 0; // the fake's own memory
    most = Math.max(most, live());
  },
});
const plan = mapping([objectMap('Person', 'Contact', { LastName: from('last'), Email: from('mail') })]);
const { schema, objects } = await destination.discover();
const options: RunOptions = {
  mapping: plan,
  mappingFile: 'main.migmap',
  source,
  sourceName: 'export',
  sourceCatalog: source.catalog,
  destination,
  destinationName: 'crm',
  destinationCatalog: catalogOf(schema, objects),
  rules: { nativeType: () => 'Text', compatible: (a, b) => a === b, order: [] },
  stateDir: directory,
};
let before = live();
let { report } = await runMigration(options);
if (process.argv[4] === 'delta') {
  domain = 'example-two';
  most = 0;
  before = live();
  ({ report } = await runMigration({ ...options, delta: true }));
}
const { created, updated } = report.totals;
process.stdout.write(JSON.stringify({ written: created + updated, bytes: most - before }));
