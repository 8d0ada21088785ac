import type { Command } from 'commander';
import { graphFormats, planGraph, type GraphFormat } from '@migmap/engine/plan/graph';
import { formatOption } from '../options.ts';
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
      const { checkMapping, withoutErrors } = await import('../session/mapping.ts');
      const { planLoad } = await import('@migmap/engine/plan/plan');
      const checked = await checkMapping(file, options);
      const mapping = withoutErrors(io, file, checked);
      const { destination, rules } = checked.known;
      const plan = planLoad({ mapping, destinationCatalog: destination, rules });
      io.out(planGraph(plan, options.format));
    });
}
