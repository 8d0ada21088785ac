import type { Command } from 'commander';
import { formatOption, type GlobalOptions } from '../options.ts';
import { printExplanation } from '../output/explanation.ts';
import type { CommandContext } from '../program.ts';
import { workspaceOf } from '../session/workspace.ts';

interface Options extends GlobalOptions {
  readonly format: 'text' | 'json';
  readonly object?: string;
}

export function registerExplain(program: Command, { io }: CommandContext): void {
  program
    .command('explain <run> <id>')
    .description(
      'says where a destination record came from: source row, mapping lines, requests and answers; <id> is its id or the address of its page',
    )
    .option('--object <name>', 'object of the destination, where records of several have the id')
    .addOption(formatOption('text', 'json'))
    .action(async (run: string, id: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { explain } = await import('../session/explain.ts');
      const explained = await explain(workspaceOf(options), run, id, options.object);
      if (options.format === 'json') io.out(JSON.stringify(explained, null, 2));
      else printExplanation(io, explained);
    });
}
