import type { Command } from 'commander';
import { formatOption, wholeNumber } from '../options.ts';
import type { CommandContext } from '../program.ts';
import type { MappingOptions } from '../session/mapping.ts';

interface Options extends MappingOptions {
  readonly format: 'text' | 'json';
  readonly sample: number;
  readonly object?: string;
}

export function registerPreview(program: Command, { io }: CommandContext): void {
  program
    .command('preview <file>')
    .description('shows what would become of a few records, source beside destination; nothing is written')
    .option('--to <connection>', 'destination instead of the one in migmap.json')
    .option('--sample <n>', 'records per map', wholeNumber(1), 3)
    .option('--object <object>', 'only maps from or to this object')
    .addOption(formatOption('text', 'json'))
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { compileMapping } = await import('../session/mapping.ts');
      const { openSource } = await import('../session/connections.ts');
      const { preview } = await import('@migmap/engine/preview/preview');
      const compiled = await compileMapping(io, file, options);
      const source = await openSource(compiled.workspace, compiled.source.name);
      try {
        const report = await preview({
          mapping: compiled.mapping,
          source: source.system,
          sourceCatalog: compiled.source.catalog,
          destinationCatalog: compiled.destination.catalog,
          sample: options.sample,
          signal: io.signal,
          ...(options.object !== undefined && { object: options.object }),
        });
        if (options.format === 'json') io.out(JSON.stringify(report, null, 2));
        else (await import('../output/preview.ts')).printPreview(io, report);
      } finally {
        await source.close();
      }
    });
}
