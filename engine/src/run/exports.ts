import { dirname, join, relative, resolve } from 'node:path';
import { privateFolder } from '../disk/private.ts';
import { prepareExport } from '../mapping/exports.ts';
import type { ExportFact } from '../journal/journal.ts';
import type { ExportMap } from '../mapping/ir.ts';
import type { RunContext } from './context.ts';
import { csvFile } from './csv-file.ts';
import { stagedWorld } from './stage.ts';

/** Writes one hand-off file of the mapping's `export` statements into the run's folder. */
export async function writeExport(context: RunContext, map: ExportMap): Promise<ExportFact> {
  const { options, journal } = context;
  const folder = join(context.directory, 'exports');
  const path = resolve(folder, map.path);
  if (relative(folder, path).startsWith('..'))
    throw new Error(`${map.at.file}:${map.at.line}: the export ${map.path} would leave the run's folder.`);
  privateFolder(dirname(path));
  const prepared = prepareExport(options.mapping, map);
  const file = csvFile(
    path,
    map.columns.map((c) => c.name),
  );
  let rows = 0;
  let refused = 0;
  let reason: string | undefined;
  const stream = options.source.read(map.sourceObject, {
    catalog: options.sourceCatalog,
    signal: context.stop,
  });
  try {
    for await (const records of stream) {
      const world = await stagedWorld(journal, records, prepared);
      for (const record of records) {
        const result = prepared.row(record, world);
        if (result.kind === 'row') {
          rows++;
          await file.row(
            result.cells.map((c) => (typeof c === 'object' && c !== null ? JSON.stringify(c) : c)),
          );
        } else if (result.kind !== 'out') {
          refused++;
          reason ??= `${record.at}: ${result.reason}`;
        }
      }
    }
    await file.commit();
  } catch (error) {
    await file.abandon();
    throw error;
  }
  return { name: map.path, path, rows, refused, reason };
}
