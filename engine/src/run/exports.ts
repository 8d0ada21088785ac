import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname, join, relative, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { prepareExport } from '../mapping/exports.ts';
import type { ExportFact } from '../journal/journal.ts';
import type { ExportMap } from '../mapping/ir.ts';
import type { RunContext } from './context.ts';
import { stagedWorld } from './stage.ts';

/** Writes one hand-off file of the mapping's `export` statements into the run's folder. */
export async function writeExport(context: RunContext, map: ExportMap): Promise<ExportFact> {
  const { options, journal } = context;
  const folder = join(context.directory, 'exports');
  const path = resolve(folder, map.path);
  if (relative(folder, path).startsWith('..'))
    throw new Error(`${map.at.file}:${map.at.line}: the export ${map.path} would leave the run's folder.`);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const prepared = prepareExport(options.mapping, map);
  const csv = stringify({
    header: true,
    columns: map.columns.map((c) => c.name),
    escape_formulas: true,
    cast: { boolean: String },
  });
  const file = createWriteStream(`${path}.part`, { mode: 0o600 });
  csv.pipe(file);
  let rows = 0;
  let refused = 0;
  let reason: string | undefined;
  const stream = options.source.read(map.sourceObject, {
    catalog: options.sourceCatalog,
    signal: context.stop,
  });
  for await (const records of stream) {
    const world = await stagedWorld(journal, records, prepared);
    for (const record of records) {
      const result = prepared.row(record, world);
      if (result.kind === 'row') {
        rows++;
        const cells = result.cells.map((c) => (typeof c === 'object' && c !== null ? JSON.stringify(c) : c));
        if (!csv.write(cells)) await once(csv, 'drain');
      } else if (result.kind !== 'out') {
        refused++;
        reason ??= `${record.at}: ${result.reason}`;
      }
    }
  }
  csv.end();
  await finished(file);
  await rename(`${path}.part`, path);
  return { name: map.path, path, rows, refused, reason };
}
