import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { formatOption } from '../options.ts';
import type { CommandContext } from '../program.ts';
import type { MappingOptions } from '../session/mapping.ts';

export interface RunCommandOptions extends MappingOptions {
  readonly format: 'text' | 'json';
  readonly resume?: boolean;
  readonly retryHeld?: boolean;
  readonly holdUnmatched?: boolean;
  readonly delta?: boolean;
  readonly applyDeletes?: boolean;
  readonly confirm?: string;
}

export function registerRun(program: Command, { io, exit }: CommandContext): void {
  program
    .command('run <file>')
    .description('loads what the mapping says, phase by phase, and accounts for every record')
    .option('--to <connection>', 'destination instead of the one in migmap.json')
    .option('--resume', 'go on with the run that was interrupted')
    .option('--retry-held', 'only what was held or failed before')
    .option('--hold-unmatched', 'go on while owners have no user, and hold only their records')
    .option(
      '--delta',
      'only what has changed since the last run; what people edited in the destination is kept',
    )
    .option('--apply-deletes', 'with --delta: delete what the source has deleted and nobody has touched')
    .option(
      '--confirm <connection>',
      'confirm a load into production with the name of its connection; else it is asked for at the terminal',
    )
    .addOption(formatOption('text', 'json'))
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<RunCommandOptions>();
      if (options.applyDeletes && !options.delta)
        throw new Failure(
          '--apply-deletes goes with --delta: only a delta knows what the source has deleted.',
        );
      const { load } = await import('../session/load.ts');
      exit(await load(io, file, options));
    });
}
