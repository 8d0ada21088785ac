import type { Command } from 'commander';
import { exitCodes } from '../failure.ts';
import { formatOption } from '../options.ts';
import { gatesTable } from '../output/gates.ts';
import type { CommandContext } from '../program.ts';
import type { MappingOptions } from '../session/mapping.ts';

interface Options extends MappingOptions {
  readonly format: 'text' | 'json';
  readonly holdUnmatched?: boolean;
}

export function registerGates(program: Command, { io, exit }: CommandContext): void {
  program
    .command('gates <file>')
    .description(
      'shows the state of every gate of a load, what closed it and what opens it; exit code 2 while one is closed',
    )
    .option('--to <connection>', 'destination instead of the one in migmap.json')
    .option('--hold-unmatched', 'as for a run that holds the records of owners without a user')
    .addOption(formatOption('text', 'json'))
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { compileMapping } = await import('../session/mapping.ts');
      const { gates } = await import('../session/gates.ts');
      const compiled = await compileMapping(io, file, options);
      const found = await gates(io, compiled, { holdUnmatched: options.holdUnmatched ?? false });
      if (options.format === 'json') io.out(JSON.stringify(found, null, 2));
      else io.out(gatesTable(io, found.gates));
      if (found.gates.some((gate) => gate.state === 'closed')) exit(exitCodes.gateClosed);
    });
}
