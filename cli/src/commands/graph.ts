import type { Command } from 'commander';
import { graphTexts, planGraph, type GraphText } from '@migmap/engine/plan/graph';
import { formatOption } from '../options.ts';
import type { CommandContext } from '../program.ts';
import type { MappingOptions } from '../session/mapping.ts';

interface Options extends MappingOptions {
  readonly format: GraphText | 'svg';
}

export function registerGraph(program: Command, { io }: CommandContext): void {
  program
    .command('graph <file>')
    .description('draws the load order: which map waits for which; no connection is opened')
    .option('--to <connection>', 'order for this destination instead of the one in migmap.json')
    .addOption(formatOption(...graphTexts, 'svg'))
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { checkMapping, withoutErrors } = await import('../session/mapping.ts');
      const { planLoad } = await import('@migmap/engine/plan/plan');
      const checked = await checkMapping(file, options);
      const mapping = withoutErrors(io, file, checked);
      const { destination, rules } = checked.known;
      const plan = planLoad({ mapping, destinationCatalog: destination, rules });
      const places = new Map(mapping.maps.map(({ id, at }) => [id, at]));
      const text = (format: GraphText): string => planGraph(plan, format, (map) => places.get(map));
      if (options.format !== 'svg') return io.out(text(options.format));
      const { svgOf } = await import('../output/svg.ts');
      io.out(await svgOf(text('dot')));
    });
}
