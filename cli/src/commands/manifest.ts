import { readableName } from '@migmap/engine/schema/readable-name';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { resolveOptions } from '@migmap/engine/manifest/options';
import type { ManifestReport } from '@migmap/engine/manifest/types';
import { exitCodes, Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { formatOption } from '../options.ts';
import { plural } from '../output/format.ts';
import { table } from '../output/table.ts';
import type { CommandContext } from '../program.ts';
import type { CompiledMapping, MappingOptions } from '../session/mapping.ts';

interface Options extends MappingOptions {
  readonly format: 'text' | 'json' | 'csv' | 'md' | 'native';
  readonly out?: string;
  readonly create?: boolean;
}

export function registerManifest(program: Command, { io, exit }: CommandContext): void {
  program
    .command('manifest <file>')
    .description(
      'lists the fields, objects, pipelines and stages that the destination must have, and which it has',
    )
    .option('--to <connection>', 'destination instead of the one in migmap.json')
    .option(
      '--create',
      'put missing fields, pipelines and stages in place where the destination’s API can, and discover it again',
    )
    .option('--out <dir>', 'write files there instead of printing')
    .addOption(formatOption('text', 'json', 'csv', 'md', 'native'))
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { compileMapping } = await import('../session/mapping.ts');
      const { manifestOf } = await import('../session/manifest.ts');
      const compiled = await compileMapping(io, file, options);
      let report = manifestOf(compiled);
      if (options.create) {
        const { createMissing } = await import('../session/create-fields.ts');
        const refused = await createMissing(io, compiled, report);
        report = manifestOf(await compileMapping(io, file, options));
        const creatable = report.entries.filter(({ what }) => what === 'field' || what === 'object');
        if (refused > 0 || creatable.some(({ state }) => state !== 'present')) exit(exitCodes.failed);
      }
      if (options.format === 'text' && options.out === undefined) print(io, report);
      else await write(io, await filesOf(io, report, compiled, options.format), options.out);
    });
}

function print(io: Io, { entries }: ManifestReport): void {
  const colour = {
    present: io.paint.green,
    missing: io.paint.red,
    different: io.paint.yellow,
    unknown: io.paint.dim,
  };
  const rows = entries.map((entry) => [
    colour[entry.state](entry.state),
    entry.what,
    entry.what === 'object' ? entry.name : `${entry.object}.${entry.field ?? readableName(entry)}`,
    [
      entry.field && `“${entry.name}”`,
      entry.pipeline && `in “${entry.pipeline}”`,
      entry.nativeType ?? entry.kind,
      entry.values && `(${plural(entry.values.length, 'value')})`,
    ]
      .filter(Boolean)
      .join(' '),
    [...entry.differences, ...(entry.problem ? [entry.problem] : [])].join('; '),
    entry.line,
  ]);
  if (rows.length > 0)
    io.out(table(io, ['State', 'What', 'Name', 'Type', 'Differences', 'Mapping line'], rows));
  const count = (state: string) => entries.filter((entry) => entry.state === state).length;
  io.out(
    `${plural(entries.length, 'entry', 'entries')}: ${count('present')} present, ${count('missing')} missing, ${count('different')} different`,
  );
}

/** File name to text. */
async function filesOf(
  io: Io,
  report: ManifestReport,
  { rules, mapping, profile }: CompiledMapping,
  format: Options['format'],
): Promise<ReadonlyMap<string, string>> {
  switch (format) {
    case 'csv': {
      const { manifestCsv } = await import('@migmap/engine/manifest/csv');
      return new Map([['manifest.csv', manifestCsv(report)]]);
    }
    case 'text':
    case 'md': {
      const { manifestGuide } = await import('@migmap/engine/manifest/guide');
      return new Map([['manifest.md', manifestGuide(report)]]);
    }
    case 'json':
      return new Map([['manifest.json', `${JSON.stringify(report, null, 2)}\n`]]);
    case 'native': {
      if (!rules?.nativeManifest)
        throw new Failure(
          `${report.destination.system} has no form of its own for a manifest; use json, csv or md.`,
        );
      const { ready, unknown } = resolveOptions(mapping, profile);
      for (const [field, why] of unknown)
        io.err(`${io.errPaint.yellow('warning')} ${field} is left out: ${why}.`);
      return rules.nativeManifest(ready);
    }
  }
}

async function write(io: Io, files: ReadonlyMap<string, string>, out: string | undefined): Promise<void> {
  if (out === undefined && files.size > 1)
    throw new Failure(`There are ${files.size} files: say with --out where to write them.`);
  for (const [name, text] of files) {
    if (out === undefined) {
      io.out(text.trimEnd());
      continue;
    }
    const path = join(resolve(out), name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    io.out(path);
  }
}
