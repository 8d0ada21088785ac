import { randomInt } from 'node:crypto';
import type { Command } from 'commander';
import { exitCodes } from '../failure.ts';
import { formatOption, wholeNumber, type GlobalOptions } from '../options.ts';
import { printVerification } from '../output/verification.ts';
import type { CommandContext } from '../program.ts';
import { workspaceOf } from '../session/workspace.ts';

interface Options extends GlobalOptions {
  readonly format: 'text' | 'json';
  readonly sample?: number;
  readonly seed?: number;
}

export function registerVerify(program: Command, { io, exit }: CommandContext): void {
  program
    .command('verify <run>')
    .description('reads back what a run has loaded and compares it, field by field, with the mapping')
    .option('--sample <n>', 'so many records of each map instead of all', wholeNumber(1))
    .option('--seed <n>', 'picks the same records again; else a random one, which is told', wholeNumber(0))
    .addOption(formatOption('text', 'json'))
    .action(async (run: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { verify } = await import('../session/verify.ts');
      const sample =
        options.sample === undefined
          ? undefined
          : { records: options.sample, seed: options.seed ?? randomInt(2 ** 32) };
      const told = await verify(io, workspaceOf(options), run, sample);
      if (options.format === 'json') io.out(JSON.stringify(told, null, 2));
      else printVerification(io, told);
      if (!told.clean) exit(exitCodes.recordsWait);
    });
}
