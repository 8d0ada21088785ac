import type { Command } from 'commander';
import { graphFormats, planGraph, type GraphFormat } from '@migmap/engine/plan/graph';
import { Failure } from '../failure.ts';
import { formatOption } from '../options.ts';
import { diagnosticLine } from '../output/diagnostics.ts';
import type { CommandContext } from '../program.ts';
import type { MappingOptions } from '../session/mapping.ts';

interface Options extends MappingOptions {
  readonly format: GraphFormat;
}

export function registerGraph(program: Command, { io }: CommandContext): void {
  program
    .command('graph <file>')
    .description('draws the load order: which map waits for which; no connection is opened')
    .option('--to <connection>', 'order for this destination instead of the one in migmap.json')
    .addOption(formatOption(...graphFormats))
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { checkMapping } = await import('../session/mapping.ts');
      const { planLoad } = await import('@migmap/engine/plan/plan');
      const { mapping, diagnostics, known } = await checkMapping(file, options);
      if (!mapping) {
        for (const d of diagnostics) if (d.severity === 'error') io.err(diagnosticLine(io.errPaint, d));
        throw new Failure(`${file} has errors, so it has no load order. Correct them first.`);
      }
      const plan = planLoad({ mapping, destinationCatalog: known.destination, rules: known.rules });
      io.out(planGraph(plan, options.format));
    });
}
